import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readStamp } from "./read-stamp.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stamp-"));
  mkdirSync(join(folder, "b"));
  writeFileSync(join(folder, "b/z"), "1");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("has another stamp for every change of its files", () => {
  const before = readStamp(folder);
  expect(readStamp(folder)).toBe(before);
  writeFileSync(join(folder, "b/z"), "22");
  const changed = readStamp(folder);
  writeFileSync(join(folder, "b/new"), "");
  expect(new Set([before, changed, readStamp(folder)]).size).toBe(3);
});
