import type { TreeEntry } from "@plugsmith/action-kit";
import { describe, expect, it } from "vitest";
import { checkTree } from "./check-tree.ts";

const file = (path: string, changes: Partial<TreeEntry> = {}): TreeEntry => ({
  path,
  kind: "file",
  size: 10,
  executable: false,
  ...changes,
});
const rules = (...entries: TreeEntry[]) => checkTree(entries).map(({ rule }) => rule);

describe("checkTree", () => {
  it("takes a plugin's usual files", () => {
    expect(rules(file("plugin.json"), file("src/a-b.js"), file("i18n/fr_FR.json"), file("assets/logo@2x.png"))).toEqual(
      [],
    );
  });

  it.each([
    ["link", file("src/x.js", { kind: "link" })],
    ["kind", file("pipe", { kind: "other" })],
    ["dotFile", file(".github/workflows/x.yml")],
    ["dotFile", file("src/.env")],
    ["name", file("src/a b.js")],
    ["name", file("src/résumé.js")],
    ["name", file("src/a\u202eb.js")],
    ["name", file("src/a\nb.js")],
    ["name", file("-rf")],
    ["name", file("src/__proto__")],
    ["size", file("big.bin", { size: 6 * 1024 * 1024 })],
  ])("finds what is wrong by rule %s", (rule, entry) => {
    expect(rules(entry)).toEqual([rule]);
  });

  it("finds twins that differ only by case, and too much in all", () => {
    expect(rules(file("README.md"), file("readme.md"))).toEqual(["case"]);
    expect(rules(...[1, 2, 3, 4, 5].map((n) => file(`part${n}`, { size: 4.5 * 1024 * 1024 })))).toEqual(["size"]);
  });
});
