import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { digestFiles, readFolder } from "./read-folder.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "folder-"));
  mkdirSync(join(folder, "b"));
  writeFileSync(join(folder, "b/z"), "1");
  writeFileSync(join(folder, "a"), "2");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("reads every file in the order of its path, and tells apart where a byte belongs", () => {
  const files = readFolder(folder);
  expect([...files].map(([path, bytes]) => [path, String(bytes)])).toEqual([
    ["a", "2"],
    ["b/z", "1"],
  ]);
  const other = new Map([...files].map(([path, bytes]) => [path.replace("b/z", "b/y"), bytes]));
  expect(digestFiles(other)).not.toBe(digestFiles(files));
});

it("refuses links and folders that are too large", () => {
  symlinkSync("/etc/passwd", join(folder, "link"));
  expect(() => readFolder(folder)).toThrow("link is no regular file");
  rmSync(join(folder, "link"));
  writeFileSync(join(folder, "large"), Buffer.alloc(4 * 1024 * 1024));
  expect(() => readFolder(folder)).toThrow("larger than 4 MiB");
});
