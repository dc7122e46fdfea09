import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fakeToolkit } from "@plugsmith/action-kit/testing";
import type { PluginManifest } from "@plugsmith/schemas";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { gatherTrial } from "./gather-trial.ts";

const manifest = (cms?: PluginManifest["cms"]) => ({ type: "cms", cms }) as PluginManifest;

describe("gatherTrial", () => {
  it("starts nothing for a plugin of another platform", async () => {
    expect(await gatherTrial(fakeToolkit(), manifest("node"), true)).toEqual({ kind: "none" });
  });

  it("says why a WooCommerce plugin was not tried in WordPress", async () => {
    const trial = await gatherTrial(fakeToolkit(), manifest("woocommerce"), true);
    expect(trial).toEqual({ kind: "left", why: expect.stringContaining("no CMS was asked for") });
  });

  it("refuses a driver that was named and cannot run", async () => {
    const asks = (sandbox: string) => fakeToolkit({ inputs: { sandbox } });
    await expect(gatherTrial(asks("docker"), manifest("woocommerce"), true)).rejects.toMatchObject({
      code: "tool_missing",
    });
    await expect(gatherTrial(asks("wasm"), manifest("woocommerce"), false)).rejects.toMatchObject({
      code: "confinement_unavailable",
    });
    const old = fakeToolkit({ inputs: { sandbox: "wasm", wordpress: "4.9" } });
    await expect(gatherTrial(old, manifest("woocommerce"), true)).rejects.toMatchObject({
      code: "input_invalid",
    });
    await expect(gatherTrial(asks("wasm"), manifest("python"), true)).rejects.toMatchObject({
      code: "tool_missing",
    });
  });
});

describe("what the operator brought", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "gather-trial-"));
    // A fresh machine, and one that cannot install anything.
    vi.stubEnv("RUNNER_TOOL_CACHE", root);
    vi.stubEnv("PATH", join(root, "nothing"));
    writeFileSync(join(root, "no.zip"), "no zip");
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(root, { recursive: true, force: true });
  });

  it.each([
    ["prestashop", { "prestashop-dir": "nowhere" }, /nowhere is no folder/],
    ["magento", { "magento-dir": "nowhere" }, /nowhere is no folder/],
    ["woocommerce", { "woocommerce-zip": "nowhere.zip", "woocommerce-sha256": "0".repeat(64) }, /cannot be read/],
    ["woocommerce", { "woocommerce-zip": "no.zip" }, /digest of the WooCommerce zip is missing/],
    ["woocommerce", { "wordpress-zip": "no.zip", "wordpress-sha256": "0".repeat(64) }, /has the digest/],
  ] as const)("is refused for %s before the shop's parts are installed: %j", async (cms, given, message) => {
    const inputs = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name, name.endsWith("sha256") ? value : join(root, value)]),
    );
    const toolkit = fakeToolkit({ inputs: { sandbox: "wasm", ...inputs } });
    await expect(gatherTrial(toolkit, manifest(cms), true)).rejects.toMatchObject({
      code: "input_invalid",
      message: expect.stringMatching(message),
    });
    expect(toolkit.infos).toEqual([]);
  });
});
