import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeTree } from "./write-tree.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plugsmith-tree-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const tree = (...paths: string[]) =>
  new Map(paths.map((path) => [path, { content: path, executable: path.endsWith(".sh") }]));

describe("writeTree", () => {
  it("writes every file with its mode", async () => {
    await writeTree(join(folder, "new"), tree("src/index.js", "run.sh"));
    expect(readFileSync(join(folder, "new/src/index.js"), "utf8")).toBe("src/index.js");
    expect(statSync(join(folder, "new/run.sh")).mode & 0o111).not.toBe(0);
    expect(statSync(join(folder, "new/src/index.js")).mode & 0o111).toBe(0);
  });

  it("refuses a folder that holds something, and leaves it alone", async () => {
    writeFileSync(join(folder, "mine"), "x");
    await expect(writeTree(folder, tree("mine"))).rejects.toMatchObject({ code: "input_invalid" });
    expect(readFileSync(join(folder, "mine"), "utf8")).toBe("x");
  });

  it.each(["../out", "/etc/passwd-plugsmith", "a/../../out", "."])(
    "refuses the path %s before it writes anything",
    async (path) => {
      const target = join(folder, "new");
      await expect(writeTree(target, tree("good", path))).rejects.toMatchObject({ code: "input_invalid" });
      expect(existsSync(join(target, "good"))).toBe(false);
      expect(existsSync(join(folder, "out"))).toBe(false);
    },
  );
});
