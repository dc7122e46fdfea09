import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fakeToolkit } from "@plugsmith/action-kit/testing";
import type { PluginManifest } from "@plugsmith/schemas";
import { afterEach, expect, it, vi } from "vitest";
import { applyTrial } from "./apply-trial.ts";
import { findCmsPlatform } from "./list-cms-platforms.ts";

const places = { pluginDir: "/plugins/pay", stage: "/out/stage", outDir: "/out" };
const manifest = { name: "pay", type: "cms", cms: "woocommerce" } as PluginManifest;

afterEach(() => {
  vi.unstubAllEnvs();
});

it("starts nothing where nothing was planned, and says what the plan says", async () => {
  const toolkit = fakeToolkit();
  const left = { kind: "left", why: "this machine has no boundary for it" } as const;
  expect(await applyTrial(toolkit, places, manifest, { kind: "none" })).toEqual({ kind: "none" });
  expect(await applyTrial(toolkit, places, manifest, left)).toEqual(left);
  expect(toolkit.infos).toEqual([]);
});

it("begins what was planned with the shop's parts", async () => {
  const root = mkdtempSync(join(tmpdir(), "apply-trial-"));
  vi.stubEnv("RUNNER_TOOL_CACHE", root);
  vi.stubEnv("PATH", join(root, "nothing"));
  try {
    const found = findCmsPlatform("woocommerce");
    if (!found) throw new Error("there is no WooCommerce");
    const plan = { kind: "play", found, driver: "wasm", ask: () => "", phpVersion: undefined } as const;
    const toolkit = fakeToolkit();
    await expect(applyTrial(toolkit, places, manifest, plan)).rejects.toMatchObject({ code: "tool_missing" });
    expect(toolkit.infos).toEqual([expect.stringContaining("installing WordPress")]);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
