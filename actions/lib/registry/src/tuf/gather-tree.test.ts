import { describe, expect, it } from "vitest";
import type { RegistryBranch } from "../registry-store.ts";
import { makeTufForge } from "../testing/test-tuf.ts";
import { findNewestRoot, gatherTree } from "./gather-tree.ts";

const branchOf = (files: ReadonlyMap<string, string>): RegistryBranch => ({
  readFile: async (path) => files.get(path.replace("tuf/", "")) ?? null,
  listFolder: async () => [...files.keys()].filter((path) => !path.includes("/")),
});

describe("gatherTree", () => {
  it("finds no tree on a branch without metadata", async () => {
    expect(await gatherTree(branchOf(new Map()), () => true)).toBeNull();
  });

  it("reads the roles that are asked for, and those that name keys", async () => {
    const files = (await makeTufForge()).copyFiles();
    const tree = await gatherTree(branchOf(files), (role) => role === "registry");
    expect(Object.keys(tree?.roles ?? {}).sort()).toEqual(["plugins", "registry", "targets"]);
    expect(Object.keys((await gatherTree(branchOf(files), () => true))?.roles ?? {})).toHaveLength(9);
  });

  it("names the file that is missing or no JSON", async () => {
    for (const text of [null, "{"]) {
      const files = (await makeTufForge()).copyFiles();
      if (text === null) files.delete("1.plugins.json");
      else files.set("1.plugins.json", text);
      await expect(gatherTree(branchOf(files), () => true)).rejects.toMatchObject({
        code: "registry_invalid",
        message: expect.stringContaining("1.plugins.json"),
      });
    }
  });

  it("takes the newest root by number, not by name", async () => {
    const names = ["9.root.json", "10.root.json", "x.root.json", "01.root.json", "11.targets.json"];
    expect(await findNewestRoot(branchOf(new Map(names.map((name) => [name, ""]))))).toBe("10.root.json");
  });
});
