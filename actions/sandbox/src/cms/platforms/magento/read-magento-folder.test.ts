import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { digestFolder } from "../../read-pinned-folder.ts";
import { readMagentoFolder } from "./read-magento-folder.ts";

let folder: string;
const put = (path: string, text: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const install = (version: string) =>
  put(
    "vendor/composer/installed.json",
    JSON.stringify({ packages: [{ name: "magento/product-community-edition", version }] }),
  );

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "magento-folder-"));
  put("bin/magento", "#!/usr/bin/env php\n");
  put("vendor/autoload.php", "<?php\n");
  put("vendor/composer/autoload_files.php", "<?php return array('1' => $vendorDir . '/a/b/start.php');\n");
  put("vendor/a/b/start.php", "<?php\n");
  install("2.4.7-p3");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("readMagentoFolder", () => {
  it("names the release once its digest is the one that was given", () => {
    const sha256 = digestFolder(folder);
    expect(readMagentoFolder(folder, sha256)).toEqual({ magento: "2.4.7-p3", sha256 });
  });

  it("says the digest of a Magento when it is missing or another one", () => {
    const says = (option: RegExp) =>
      expect.objectContaining({ code: "input_invalid", message: expect.stringMatching(option) });
    expect(() => readMagentoFolder(folder, "")).toThrow(
      says(new RegExp(`Digest of this folder is ${digestFolder(folder)}`)),
    );
    expect(() => readMagentoFolder(folder, "0".repeat(64))).toThrow(says(/not the one that was given/));
  });

  it("refuses another folder, one without packages, and another release", () => {
    install("2.4.3-p1");
    expect(() => readMagentoFolder(folder, "")).toThrow(/holds Magento 2\.4\.3-p1; the pack's modules are for 2\.4/);
    put("vendor/composer/installed.json", "{}");
    expect(() => readMagentoFolder(folder, "")).toThrow(/does not say which Magento/);
    rmSync(join(folder, "vendor"), { recursive: true });
    expect(() => readMagentoFolder(folder, "")).toThrow(/has no packages/);
    rmSync(join(folder, "bin"), { recursive: true });
    expect(() => readMagentoFolder(folder, "")).toThrow(/bin\/magento is missing/);
    expect(() => readMagentoFolder(join(folder, "nowhere"), "")).toThrow(/Check the path|is no folder/);
  });

  it("names a file that Composer would miss at every start", () => {
    rmSync(join(folder, "vendor/a/b/start.php"));
    expect(() => readMagentoFolder(folder, "")).toThrow(/vendor\/a\/b\/start\.php is missing/);
  });
});
