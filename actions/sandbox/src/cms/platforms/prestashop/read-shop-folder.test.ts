import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { digestFolder } from "../../read-pinned-folder.ts";
import { readShopFolder } from "./read-shop-folder.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plugsmith-prestashop-"));
  mkdirSync(join(folder, "install"));
  writeFileSync(join(folder, "install/install_version.php"), "<?php\ndefine('_PS_INSTALL_VERSION_', '8.2.1');\n");
  writeFileSync(join(folder, "index.php"), "<?php\n");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("names the release once its digest is the one that was given, in either case of letters", () => {
  const sha256 = digestFolder(folder);
  expect(readShopFolder(folder, sha256.toUpperCase())).toEqual({ prestashop: "8.2.1", sha256 });
});

it("counts names and bytes, not times", () => {
  const before = digestFolder(folder);
  utimesSync(join(folder, "index.php"), 1, 1);
  expect(digestFolder(folder)).toBe(before);
  writeFileSync(join(folder, "index.php"), "<?php\n\n");
  expect(digestFolder(folder)).not.toBe(before);
  writeFileSync(join(folder, "index.php"), "<?php\n");
  writeFileSync(join(folder, "more.php"), "");
  expect(digestFolder(folder)).not.toBe(before);
});

it("says the folder's digest when it is missing or another one", () => {
  const says = expect.objectContaining({
    code: "input_invalid",
    message: expect.stringContaining(`Digest of this folder is ${digestFolder(folder)}.`),
  });
  expect(() => readShopFolder(folder, "")).toThrow(says);
  expect(() => readShopFolder(folder, "0".repeat(64))).toThrow(says);
});

it("refuses what is no release that can be installed", () => {
  expect(() => readShopFolder(join(folder, "index.php"), "")).toThrow(/is no folder/);
  rmSync(join(folder, "install"), { recursive: true });
  expect(() => readShopFolder(folder, "")).toThrow(/install_version\.php is missing/);
});

it("refuses a folder with a link, which could lead elsewhere", () => {
  symlinkSync("/etc/passwd", join(folder, "passwd"));
  expect(() => readShopFolder(folder, "")).toThrow(/neither a file nor a folder/);
});
