import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { findMisfit } from "./find-misfit.ts";

const asks = (given: Record<string, string>) => (input: string) => given[input] ?? "";
const digest = "0".repeat(64);
const brings: readonly (readonly [cms: string, given: Record<string, string>])[] = [
  ["woocommerce", { "woocommerce-zip": "/w.zip", "woocommerce-sha256": digest }],
  ["woocommerce", { "wordpress-zip": "/p.zip", "wordpress-sha256": digest }],
  ["prestashop", { "prestashop-dir": "/shop", "prestashop-sha256": digest }],
  ["magento", { "magento-dir": "/shop" }],
];
const plugins = ["woocommerce", "prestashop", "magento", "shopify", "node", "php", "python", "tool", "bench"];

describe("findMisfit", () => {
  it.each(brings)("takes a shop of %s for its own plugins and for nobody else's: %j", (own, given) => {
    for (const asker of ["forge", "person"] as const) {
      for (const cms of plugins) expect(findMisfit(asks(given), cms, asker) === undefined, cms).toBe(cms === own);
    }
  });

  it("says whose the input is, whose the plugin, and what would fit", () => {
    expect(findMisfit(asks({ "prestashop-dir": "/shop" }), "woocommerce", "forge")).toEqual({
      message: "--prestashop-dir is for plugins of PrestaShop; this one is for WooCommerce.",
      hint: "Leave --prestashop-dir out. With --woocommerce-zip you bring a shop for this plugin.",
    });
    expect(findMisfit(asks({ "magento-dir": "/shop" }), "node", "person")).toEqual({
      message: "--magento-dir is for plugins of Magento; this one lives in no shop (node).",
      hint: "Leave --magento-dir out.",
    });
    expect(findMisfit(asks({ php: "8.3" }), "shopify", "person")).toEqual({
      message: "--php is for plugins of WooCommerce, PrestaShop, Magento and PHP; this one is for Shopify.",
      hint: "Leave --php out.",
    });
  });

  it("refuses a digest of nothing, and one of another shop's release for what it is", () => {
    expect(findMisfit(asks({ "woocommerce-sha256": digest }), "prestashop", "forge")).toEqual({
      message: "--sha256 is for plugins of WooCommerce; this one is for PrestaShop.",
      hint: "Leave --sha256 out. With --prestashop-dir you bring a shop for this plugin.",
    });
    expect(findMisfit(asks({ "woocommerce-sha256": digest }), "woocommerce", "forge")).toEqual({
      message: "--sha256 is the digest of nothing: --woocommerce-zip is missing.",
      hint: "Give --woocommerce-zip too, or leave --sha256 out.",
    });
  });

  it("lets a forge give its settings to all its plugins, which a person who means this one cannot", () => {
    const forge = { wordpress: "6.5", php: "8.3", image: "woocommerce=a prestashop=b", "database-image": "c" };
    for (const cms of plugins) expect(findMisfit(asks(forge), cms, "forge")).toBeUndefined();
    expect(findMisfit(asks(forge), "woocommerce", "person")).toBeUndefined();
    expect(findMisfit(asks(forge), "prestashop", "person")?.message).toContain("--wordpress is for plugins of");
    expect(findMisfit(asks({ image: "woocommerce=a" }), "prestashop", "person")?.message).toContain("--image is for");
    expect(findMisfit(asks({ image: "a" }), "magento", "person")?.message).toContain("--image is for");
    expect(findMisfit(asks({ php: "8.3" }), "php", "person")).toBeUndefined();
  });

  it("knows every input of the action that brings a file or folder", () => {
    const file = readFileSync(join(import.meta.dirname, "../../action.yml"), "utf8");
    const { inputs } = load(file) as { inputs: Record<string, unknown> };
    const names = Object.keys(inputs).filter((input) => /-(zip|dir|sha256)$/.test(input));
    const shops = names.filter((input) => !["plugin-dir", "out-dir"].includes(input));
    expect(shops.length).toBeGreaterThan(6);
    for (const input of shops) expect(findMisfit(asks({ [input]: "x" }), "tool", "forge"), input).toBeDefined();
  });
});
