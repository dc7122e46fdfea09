import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RenderedTree } from "../rendered-tree.ts";
import { mergeJson } from "./merge-json.ts";
import { mergeLines } from "./merge-lines.ts";
import { mergeTrees } from "./merge-trees.ts";

const tree = (files: Record<string, string>): RenderedTree =>
  new Map(Object.entries(files).map(([path, content]) => [path, { content, executable: false }]));
const texts = (merged: RenderedTree) => Object.fromEntries([...merged].map(([path, { content }]) => [path, content]));

describe("mergeTrees", () => {
  it("takes the new render where people changed nothing, and keeps their edit where the pack changed nothing", () => {
    const merged = mergeTrees({
      base: tree({ "a.js": "1\n", "b.js": "1\n", "gone.js": "1\n" }),
      ours: tree({ "a.js": "1\n", "b.js": "edited\n", "gone.js": "1\n", "own.js": "mine\n" }),
      theirs: tree({ "a.js": "2\n", "b.js": "1\n", "new.js": "2\n" }),
    });
    expect(texts(merged.tree)).toEqual({ "a.js": "2\n", "b.js": "edited\n", "new.js": "2\n", "own.js": "mine\n" });
    expect(merged.conflicts).toEqual([]);
  });

  it("merges by lines when both changed different places of a file", () => {
    const merged = mergeTrees({
      base: tree({ f: "1\n2\n3\n4\n5\n" }),
      ours: tree({ f: "1\nmine\n2\n3\n4\n5\n" }),
      theirs: tree({ f: "1\n2\n3\n4\nnew\n" }),
    });
    expect(texts(merged.tree)).toEqual({ f: "1\nmine\n2\n3\n4\nnew\n" });
    expect(merged.conflicts).toEqual([]);
  });

  it("keeps ours and names the file when both changed the same place", () => {
    const merged = mergeTrees({ base: tree({ f: "1\n" }), ours: tree({ f: "mine\n" }), theirs: tree({ f: "new\n" }) });
    expect(texts(merged.tree)).toEqual({ f: "mine\n" });
    expect(merged.conflicts).toEqual([{ path: "f", kind: "both_changed" }]);
  });

  it("keeps the edit when one side removed the file, and says so", () => {
    const edited = mergeTrees({ base: tree({ f: "1\n" }), ours: tree({ f: "mine\n" }), theirs: tree({}) });
    const removed = mergeTrees({ base: tree({ f: "1\n" }), ours: tree({}), theirs: tree({ f: "new\n" }) });
    expect([texts(edited.tree), texts(removed.tree)]).toEqual([{ f: "mine\n" }, { f: "new\n" }]);
    expect([...edited.conflicts, ...removed.conflicts].map(({ kind }) => kind)).toEqual([
      "changed_and_removed",
      "changed_and_removed",
    ]);
  });

  it("always takes the new forge.json, whatever the branch says", () => {
    const merged = mergeTrees({
      base: tree({ "forge.json": "{}" }),
      ours: tree({ "forge.json": "forged" }),
      theirs: tree({ "forge.json": "{}" }),
    });
    expect(texts(merged.tree)).toEqual({ "forge.json": "{}" });
  });

  it("keeps bytes that are no text when only one side changed them", () => {
    const file = (byte: number) => ({ content: Uint8Array.of(255, byte), executable: false });
    const [base, ours] = [new Map([["x", file(1)]]), new Map([["x", file(2)]])];
    expect(mergeTrees({ base, ours, theirs: base }).tree.get("x")).toEqual(file(2));
    const both = mergeTrees({ base, ours, theirs: new Map([["x", file(3)]]) });
    expect([both.tree.get("x"), both.conflicts.length]).toEqual([file(2), 1]);
  });

  it("compares text and bytes of the same content as equal", () => {
    const bytes: RenderedTree = new Map([["f", { content: new TextEncoder().encode("1\n"), executable: false }]]);
    const merged = mergeTrees({ base: tree({ f: "1\n" }), ours: bytes, theirs: tree({ f: "2\n" }) });
    expect(texts(merged.tree)).toEqual({ f: "2\n" });
  });
});

describe("mergeLines", () => {
  const lines = fc.array(fc.constantFrom("a", "b", "c", "d", "}"), { maxLength: 12 });
  const join = (some: readonly string[]) => some.map((line) => `${line}\n`).join("");

  it("gives back the side that changed when the other did not, whatever the lines", () => {
    fc.assert(
      fc.property(lines, lines, (a, b) => {
        const [base, changed] = [join(a), join(b)];
        expect(mergeLines(base, changed, base)).toBe(changed);
        expect(mergeLines(base, base, changed)).toBe(changed);
        expect(mergeLines(base, changed, changed)).toBe(changed);
      }),
    );
  });

  it("never invents a line", () => {
    fc.assert(
      fc.property(lines, lines, lines, (a, b, c) => {
        const merged = mergeLines(join(a), join(b), join(c));
        if (merged === undefined) return;
        const known = new Set([...a, ...b, ...c]);
        for (const line of merged.split("\n").slice(0, -1)) expect(known).toContain(line);
      }),
    );
  });

  it("keeps a last line without line end as it is", () => {
    expect(mergeLines("a\nb", "a\nb", "a\nb\n")).toBe("a\nb\n");
    expect(mergeLines("a\nb", "x\na\nb", "a\nb")).toBe("x\na\nb");
  });

  it("gives up instead of filling the memory for two large texts without common lines", () => {
    const many = (word: string) => Array.from({ length: 5000 }, (_, i) => `${word}${i}\n`).join("");
    expect(mergeLines(many("a"), many("b"), many("c"))).toBeUndefined();
  });
});

describe("mergeJson", () => {
  it("merges key by key and takes the new version", () => {
    const base = '{"version":"1.0.0","permissions":{"memory":64,"usb":[]},"methods":["a"]}';
    const ours = '{"version":"1.0.1","permissions":{"memory":96,"usb":[]},"methods":["a"],"note":1}';
    const theirs = '{"version":"1.1.0","permissions":{"memory":64,"usb":[1]},"methods":["a","b"]}';
    expect(JSON.parse(mergeJson(base, ours, theirs) ?? "")).toEqual({
      version: "1.1.0",
      permissions: { memory: 96, usb: [1] },
      methods: ["a", "b"],
      note: 1,
    });
  });

  it("refuses what both changed differently, and what is no JSON object", () => {
    expect(mergeJson('{"a":[1]}', '{"a":[1,2]}', '{"a":[1,3]}')).toBeUndefined();
    expect(mergeJson("{}", "[]", "{}")).toBeUndefined();
    expect(mergeJson("{}", "{", "{}")).toBeUndefined();
  });

  it("has no power over prototypes", () => {
    mergeJson("{}", '{"__proto__":{"polluted":1}}', '{"__proto__":{"other":1}}');
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});
