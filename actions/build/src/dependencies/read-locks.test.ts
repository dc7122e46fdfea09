import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { makeNpmLock } from "../testing/make-npm-lock.ts";
import { readLocks, readUnlocked } from "./read-locks.ts";
import { readRegistries } from "./read-registries.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plugsmith-locks-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Record<string, string>): string[] {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return Object.keys(files);
}
const { manifest, lock } = makeNpmLock({ "left-pad": { version: "1.3.0", tarball: Buffer.from("x") } });
const npm = { "package.json": manifest, "package-lock.json": lock };

it("reads what a package is built from, and calls the packages of tools development packages", () => {
  const paths = write({ ...npm, "composer.lock": '{"packages":[]}' });
  expect(readLocks(folder, paths, "node", readRegistries({}))).toMatchObject([
    { use: "bundled", packages: [{ name: "left-pad", scope: "runtime" }] },
    { use: "tools", packages: [] },
  ]);
  expect(readLocks(folder, paths, "php", readRegistries({}))[0]?.packages).toMatchObject([{ scope: "dev" }]);
});

it("refuses a lockfile that cannot be used, naming all that is wrong, and only notes one of tools", () => {
  const paths = write({ "requirements.txt": "acme>=1\nother", "plugin.py": "" });
  expect(() => readLocks(folder, paths, "python", readRegistries({}))).toThrow(
    expect.objectContaining({ code: "dependencies_invalid", message: expect.stringContaining("other") }),
  );
  expect(readLocks(folder, paths, "node", readRegistries({}))).toMatchObject([
    { packages: [], fault: expect.stringContaining("acme") },
  ]);
});

it("refuses packages that no lockfile pins, and leaves those of a shop to the shop", () => {
  const alone = write({ "package.json": manifest });
  expect(() => readUnlocked(folder, alone, "node")).toThrow(
    expect.objectContaining({ code: "dependencies_invalid", message: expect.stringContaining("left-pad") }),
  );
  expect(readUnlocked(folder, write(npm), "node")).toBeNull();
  const module = write({ "composer.json": '{"require":{"php":"8.1","magento/framework":"*","psr/log":"*"}}' });
  expect(readUnlocked(folder, module, "php")).toBe("composer.json leaves 2 to the shop");
});
