import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readReleaseZip } from "./read-release-zip.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "release-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const put = (bytes: Uint8Array) => {
  const zip = join(root, "shop.zip");
  writeFileSync(zip, bytes);
  const proof = { file: "woocommerce.php", line: /^\*PluginName:WooCommerce$/ };
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { product: "WooCommerce", option: "--sha256", folder: "woocommerce", proof, zip, sha256 };
};
const zipOf = (name: string) =>
  zipSync({ "woocommerce/woocommerce.php": strToU8(`<?php\n/**\n * Plugin Name: ${name}\n */\n`) });
const refusal = (message: RegExp, hint = /./) =>
  expect.objectContaining({
    code: "input_invalid",
    message: expect.stringMatching(message),
    hint: expect.stringMatching(hint),
  });

it("answers the bytes once the digest is the one that was given, in either case of letters", () => {
  const release = put(zipOf("WooCommerce"));
  const bytes = readReleaseZip({ ...release, sha256: release.sha256.toUpperCase() });
  expect(createHash("sha256").update(bytes).digest("hex")).toBe(release.sha256);
});

it("says the digest of the file when it is missing or another one", () => {
  const release = put(zipOf("WooCommerce"));
  const missing = refusal(/digest of the WooCommerce zip is missing/, new RegExp(`--sha256 ${release.sha256}`));
  expect(() => readReleaseZip({ ...release, sha256: "" })).toThrow(missing);
  const other = refusal(new RegExp(`has the digest ${release.sha256}, not the one`));
  expect(() => readReleaseZip({ ...release, sha256: "0".repeat(64) })).toThrow(other);
});

it("refuses no file, a folder, no zip, and a zip of something else", () => {
  const release = put(zipOf("WooCommerce"));
  expect(() => readReleaseZip({ ...release, zip: join(root, "none.zip") })).toThrow(refusal(/cannot be read/));
  expect(() => readReleaseZip({ ...release, zip: root })).toThrow(refusal(/cannot be read/));
  expect(() => readReleaseZip(put(strToU8("hello")))).toThrow(refusal(/is no zip/));
  expect(() => readReleaseZip(put(zipOf("WooCommerce kernel")))).toThrow(refusal(/holds no woocommerce\/woocommerce/));
  expect(() => readReleaseZip(put(zipSync({})))).toThrow(refusal(/holds no woocommerce\/woocommerce/));
});
