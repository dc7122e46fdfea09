import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readShopZip } from "./read-shop-zip.ts";

describe("readShopZip", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "shop-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (files: Record<string, string>) => {
    const bytes = zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
    const zip = join(folder, "shop.zip");
    writeFileSync(zip, bytes);
    return { zip, sha256: createHash("sha256").update(bytes).digest("hex") };
  };
  const main = "<?php\n/**\n * Plugin Name: WooCommerce\n */\n";

  it("unpacks a release with the given digest, and nothing beside its folder", () => {
    const { zip, sha256 } = write({
      "woocommerce/woocommerce.php": main,
      "woocommerce/../../evil.php": "x",
      "b.php": "y",
    });
    const into = join(folder, "into");
    expect(readShopZip(zip, sha256.toUpperCase(), into)).toBe(join(into, "woocommerce"));
    expect(existsSync(join(folder, "evil.php"))).toBe(false);
    expect(existsSync(join(into, "b.php"))).toBe(false);
  });

  it("refuses another digest, none, no file, and a zip that is no WooCommerce", () => {
    const { zip, sha256 } = write({ "woocommerce/woocommerce.php": main.replace("WooCommerce", "WooCommerce kernel") });
    expect(() => readShopZip(zip, "0".repeat(64), folder)).toThrow(/has the digest/);
    expect(() => readShopZip(zip, "", folder)).toThrow(/digest of the WooCommerce zip is missing/);
    expect(() => readShopZip(join(folder, "none.zip"), sha256, folder)).toThrow(/cannot be read/);
    expect(() => readShopZip(zip, sha256, join(folder, "into"))).toThrow(/holds no woocommerce/);
  });
});
