import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
/** Our programs with a lockfile that names no package, and another php.mjs. */
const put = (php: string) => {
  const sources = join(root, "sources");
  cpSync(join(import.meta.dirname, "../../portable"), sources, { recursive: true });
  const files = { "package.json": '{"name":"p","version":"0.0.0"}', "package-lock.json": lock, "php.mjs": php };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(sources, name), text);
};
const home = () => ({ sources: join(root, "sources"), cache: join(root, "cache") });

it("keeps a folder with all that they import for each state of lockfile and programs, so that an older release is never used for a newer one", async () => {
  put("one");
  const first = await applyPortable("php", () => {}, home());
  put("two");
  const second = await applyPortable("php", () => {}, home());
  expect(second).not.toBe(first);
  expect(readdirSync(join(root, "cache"))).toHaveLength(2);
  const imports = readdirSync(second)
    .filter((name) => name.endsWith(".mjs"))
    .flatMap((name) => [...readFileSync(join(second, name), "utf8").matchAll(/"(?:\.\/)?([a-z-]+\.(?:mjs|py))"/g)])
    .map(([, name]) => name);
  expect(imports.length).toBeGreaterThan(4);
  expect(readdirSync(second)).toEqual(
    expect.arrayContaining(["package-lock.json", "php.mjs", "python.mjs", ...imports]),
  );
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
