import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { applyReleaseZip } from "./apply-release-zip.ts";

describe("applyReleaseZip", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "release-"));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const write = (files: Record<string, string>) => {
    const bytes = zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
    const zip = join(root, "shop.zip");
    writeFileSync(zip, bytes);
    const proof = { file: "woocommerce.php", line: /^\*PluginName:WooCommerce$/ };
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    return { product: "WooCommerce", option: "--sha256", folder: "woocommerce", proof, zip, sha256 };
  };
  const main = "<?php\n/**\n * Plugin Name: WooCommerce\n */\n";

  it("unpacks a release with the given digest once, and nothing beside its folder", () => {
    const release = write({ "woocommerce/woocommerce.php": main, "woocommerce/../../evil.php": "x", "b.php": "y" });
    const cache = join(root, "cache");
    const folder = applyReleaseZip({ ...release, sha256: release.sha256.toUpperCase() }, cache);
    expect(folder).toBe(join(cache, release.sha256.slice(0, 16), "woocommerce"));
    expect(readdirSync(join(folder, ".."))).toEqual(["woocommerce"]);
    expect(existsSync(join(root, "evil.php"))).toBe(false);
    writeFileSync(join(folder, "kept"), "");
    expect(applyReleaseZip(release, cache)).toBe(folder);
    expect(existsSync(join(folder, "kept"))).toBe(true);
  });

  it("refuses another digest, none, no file, and a zip of something else, of which nothing stays", () => {
    const release = write({ "woocommerce/woocommerce.php": main.replace("WooCommerce", "WooCommerce kernel") });
    const cache = join(root, "cache");
    const apply = (changes: object) => () => applyReleaseZip({ ...release, ...changes }, cache);
    expect(apply({ sha256: "0".repeat(64) })).toThrow(/has the digest/);
    expect(apply({ sha256: "" })).toThrow(/digest of the WooCommerce zip is missing/);
    expect(apply({ zip: join(root, "none.zip") })).toThrow(/cannot be read/);
    expect(apply({})).toThrow(/holds no woocommerce\/woocommerce.php of WooCommerce/);
    expect(readdirSync(cache)).toEqual([]);
  });
});
