import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { applyPortable } from "./apply-portable.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "portable-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const lock = '{"name":"p","version":"0.0.0","lockfileVersion":3,"packages":{"":{"name":"p","version":"0.0.0"}}}';
const put = (php: string) => {
  const files = {
    "package.json": '{"name":"p","version":"0.0.0"}',
    "package-lock.json": lock,
    ".npmrc": "",
    "read-stdin.mjs": "",
    "php.mjs": php,
    "python.mjs": "",
  };
  mkdirSync(join(root, "sources"), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, "sources", name), text);
};
const home = () => ({ sources: join(root, "sources"), cache: join(root, "cache") });

it("keeps a folder for each state of lockfile and programs, so that an older release is never used for a newer one", async () => {
  put("one");
  const first = await applyPortable("php", () => {}, home());
  put("two");
  const second = await applyPortable("php", () => {}, home());
  expect(second).not.toBe(first);
  expect(readdirSync(join(root, "cache"))).toHaveLength(2);
  expect(readdirSync(second)).toEqual(expect.arrayContaining(["package-lock.json", "php.mjs", "read-stdin.mjs"]));
});

it("says what a release lacks that was copied without them", async () => {
  const { PATH } = process.env;
  put("one");
  process.env["PATH"] = join(root, "nothing");
  try {
    await expect(applyPortable("python", () => {}, home())).rejects.toMatchObject({
      code: "tool_missing",
      message: expect.stringContaining("Python 3.14 in WebAssembly could not be installed: npm ended with"),
    });
  } finally {
    process.env["PATH"] = PATH;
  }
  expect(readdirSync(join(root, "cache"))).toEqual([]);
});
