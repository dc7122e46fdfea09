import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { isBundleFresh, writeBundleRecord } from "./bundle-record.ts";

let root = "";
const put = (path: string, text: string) => writeFileSync(join(root, path), text);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "plugsmith-record-"));
  mkdirSync(join(root, "dist"));
  put("a.ts", "a");
  put("script.ts", "script");
  put("dist/main.js", "bundle");
  writeBundleRecord(root, "test", ["a.ts", "script.ts", "lock.json", "dist/main.js"]);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

it("a bundle is fresh as long as its sources, its script and its own files have their bytes", () => {
  expect(isBundleFresh(root, "test")).toBe(true);
});

it("a newer time alone makes no bundle stale, and an older one hides no change", () => {
  utimesSync(join(root, "a.ts"), new Date(), new Date(Date.now() + 60_000));
  expect(isBundleFresh(root, "test")).toBe(true);
  put("a.ts", "b");
  utimesSync(join(root, "a.ts"), new Date(0), new Date(0));
  expect(isBundleFresh(root, "test")).toBe(false);
});

it.each(["a.ts", "script.ts", "dist/main.js"])("is stale when %s changed or is gone", (path) => {
  put(path, "other");
  expect(isBundleFresh(root, "test")).toBe(false);
  rmSync(join(root, path));
  expect(isBundleFresh(root, "test")).toBe(false);
});

it("is stale when a file appears that was missing, when nothing is remembered, and when the record is torn", () => {
  put("lock.json", "{}");
  expect(isBundleFresh(root, "test")).toBe(false);
  expect(isBundleFresh(root, "sign")).toBe(false);
  put(".cache/bundles/test.json", '{"a.ts":');
  expect(isBundleFresh(root, "test")).toBe(false);
  put(".cache/bundles/test.json", "{}");
  expect(isBundleFresh(root, "test")).toBe(false);
});
