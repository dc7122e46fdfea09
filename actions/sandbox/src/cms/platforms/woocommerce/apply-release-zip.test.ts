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

  it("leaves nothing of a zip that is refused", () => {
    const release = write({ "woocommerce/readme.txt": "" });
    expect(() => applyReleaseZip(release, join(root, "cache"))).toThrow(/holds no woocommerce/);
    expect(existsSync(join(root, "cache"))).toBe(false);
  });
});
