import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fakeToolkit } from "@plugsmith/action-kit/testing";
import type { PluginManifest } from "@plugsmith/schemas";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { locateParts } from "../../cms-parts.ts";
import { woocommerceCms } from "./woocommerce-cms.ts";

describe("woocommerceCms", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "woocommerce-cms-"));
    const put = (path: string, text: string) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    };
    put("wordpress-6.5/wp-includes/version.php", "<?php $wp_version = '6.5.5';");
    put("sqlite/load.php", " * Version: 3.0.2");
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const prepare = (driver: "native" | "wasm", inputs: Record<string, string> = {}) =>
    woocommerceCms.prepare({
      driver,
      ask: (input) => inputs[input] ?? "",
      home: { sources: "/forge/cms", cache: root },
      parts: locateParts(root, { playground: "3.1.56" }),
      phpVersion: "8.2.36",
      manifest: { name: "pay" } as PluginManifest,
      stage: "/stage",
      files: [{ path: "languages/pay-fr_FR.po", content: Buffer.from('msgid "Enable"\nmsgstr "Activer"\n') }],
      locale: "fr_FR",
      toolkit: fakeToolkit(),
    });

  it("takes our kernel where the operator brings no WooCommerce, and says so by its level", async () => {
    const shop = await prepare("native");
    expect(shop).toMatchObject({
      level: "contract",
      locale: "fr_FR",
      texts: ["Activer"],
      versions: { wordpress: "6.5.5", php: "8.2.36", sqliteDriver: "3.0.2" },
      shop: { woocommerce: "/forge/cms/woocommerce-kernel", wordpress: join(root, "wordpress-6.5") },
    });
    expect(woocommerceCms.describe(shop.versions)).toBe("WordPress 6.5.5");
  });

  it("names the PHP that WebAssembly brings", async () => {
    expect(await prepare("wasm", { php: "8.4" })).toMatchObject({
      php: "8.4",
      versions: { php: "8.4", phpWasm: "3.1.56" },
    });
  });

  it("refuses a release of WordPress that it has not before anything starts", () => {
    const asks = (wordpress: string) => () => woocommerceCms.check((input) => (input === "wordpress" ? wordpress : ""));
    expect(asks("6.5")).not.toThrow();
    expect(asks("4.9")).toThrow(expect.objectContaining({ code: "input_invalid" }));
  });

  it("refuses a WooCommerce without its digest", async () => {
    await expect(prepare("native", { "woocommerce-zip": "/x.zip" })).rejects.toMatchObject({ code: "input_invalid" });
  });
});
