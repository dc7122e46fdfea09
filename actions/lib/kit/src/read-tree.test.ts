import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readTree } from "./read-tree.ts";

const folder = mkdtempSync(join(tmpdir(), "plugsmith-tree-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("readTree", () => {
  it("lists files bytewise with size and mode, and links without following them", () => {
    mkdirSync(join(folder, "b"));
    mkdirSync(join(folder, "node_modules"));
    writeFileSync(join(folder, "b/x"), "12");
    writeFileSync(join(folder, "Z"), "");
    writeFileSync(join(folder, "a.sh"), "1");
    chmodSync(join(folder, "a.sh"), 0o755);
    symlinkSync("/etc", join(folder, "link"));
    writeFileSync(join(folder, "node_modules/skipped"), "");
    expect(readTree(folder, ["node_modules"])).toEqual([
      { path: "Z", kind: "file", size: 0, executable: false },
      { path: "a.sh", kind: "file", size: 1, executable: true },
      { path: "b/x", kind: "file", size: 2, executable: false },
      expect.objectContaining({ path: "link", kind: "link" }),
    ]);
  });

  it("refuses what is no folder, also through a link", () => {
    expect(() => readTree(join(folder, "Z"))).toThrow(expect.objectContaining({ code: "input_invalid" }));
    expect(() => readTree(join(folder, "link"))).toThrow(expect.objectContaining({ code: "input_invalid" }));
  });

  it("refuses a tree that is nested without end", () => {
    const deep = mkdtempSync(join(folder, "deep-"));
    mkdirSync(join(deep, ...Array(20).fill("d")), { recursive: true });
    expect(() => readTree(deep)).toThrow(/nested too deep/);
  });
});
