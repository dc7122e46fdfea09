import { fakeToolkit } from "@plugsmith/action-kit/testing";
import type { PluginManifest } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { gatherTrial } from "./gather-trial.ts";

const places = { pluginDir: "/plugins/pay", stage: "/out/stage", outDir: "/out" };
const manifest = (cms?: PluginManifest["cms"]) => ({ type: "cms", cms }) as PluginManifest;

describe("gatherTrial", () => {
  it("starts nothing for a plugin of another platform", async () => {
    expect(await gatherTrial(fakeToolkit(), places, manifest("node"), true)).toEqual({ kind: "none" });
  });

  it("says why a WooCommerce plugin was not tried in WordPress", async () => {
    const trial = await gatherTrial(fakeToolkit(), places, manifest("woocommerce"), true);
    expect(trial).toEqual({ kind: "left", why: expect.stringContaining("no CMS was asked for") });
  });

  it("refuses a driver that was named and cannot run", async () => {
    const asks = (sandbox: string) => fakeToolkit({ inputs: { sandbox } });
    await expect(gatherTrial(asks("docker"), places, manifest("woocommerce"), true)).rejects.toMatchObject({
      code: "tool_missing",
    });
    await expect(gatherTrial(asks("wasm"), places, manifest("woocommerce"), false)).rejects.toMatchObject({
      code: "confinement_unavailable",
    });
    const old = fakeToolkit({ inputs: { sandbox: "wasm", wordpress: "4.9" } });
    await expect(gatherTrial(old, places, manifest("woocommerce"), true)).rejects.toMatchObject({
      code: "input_invalid",
    });
    await expect(gatherTrial(asks("wasm"), places, manifest("python"), true)).rejects.toMatchObject({
      code: "tool_missing",
    });
  });
});
