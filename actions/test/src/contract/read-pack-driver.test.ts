import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { detectConfinement } from "@plugsmith/plugin-host";
import { type ForgeRequest, type PluginManifest, parsePluginManifest } from "@plugsmith/schemas";
import { readPacks, renderPlugin, selectPack } from "@plugsmith/templates";
import { afterAll, describe, expect, it } from "vitest";
import { readPackDriver } from "./read-pack-driver.ts";
import { runContract } from "./run-contract.ts";

const home = mkdtempSync(join(tmpdir(), "plugsmith-driver-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const confinement = await detectConfinement();
const driver = "test/contract.js";
const request: ForgeRequest = {
  cms: "shopify",
  name: "acme-pay",
  description: "Takes payments.",
  features: ["checkout"],
};

async function generate(edit: Readonly<Record<string, (text: string) => string>> = {}) {
  const folder = mkdtempSync(join(home, "p-"));
  const pack = selectPack(await readPacks(undefined, () => {}), "shopify");
  const tree = renderPlugin({
    pack,
    request,
    version: "1.0.0",
    requestNumber: 7,
    requester: { id: 1, login: "rita" },
    author: "Rita",
  });
  for (const [path, { content }] of tree) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), edit[path]?.(String(content)) ?? content);
  }
  const parsed = parsePluginManifest(JSON.parse(readFileSync(join(folder, "plugin.json"), "utf8")));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return { folder, manifest: parsed.value };
}
const play = ({ folder, manifest }: { folder: string; manifest: PluginManifest }) =>
  runContract({
    pluginDir: folder,
    stage: folder,
    entry: manifest.entry,
    manifest,
    confinement,
    now: () => new Date(),
  });

/** A driver that publishes what the suite wants to see, and asks the provider itself. */
const cheat = (text: string) =>
  text.replace(
    "async createCheckout({ amount, currency }) {",
    'async createCheckout() { return { checkoutId: "made-up" };',
  );
const lie = (text: string) =>
  text.replace(
    "const headers = {",
    'return { status: 200, answer: { id: "x", url: "https://x.example" } }; const headers = {',
  );

describe("readPackDriver", () => {
  it("makes the pack's files anew, whatever the plugin brings", async () => {
    const { folder, manifest } = await generate({ [driver]: cheat });
    const files = await readPackDriver(folder, driver, manifest);
    expect([...(files?.keys() ?? [])]).toEqual(expect.arrayContaining([driver, "test/fake-shopify.js"]));
    expect(files?.get(driver)).toContain("async createCheckout({ amount, currency }) {");
  });

  it("knows nothing of a plugin without a pin, or of a pack in another version", async () => {
    const { folder, manifest } = await generate({
      "forge.json": (text) => text.replace(/sha256:[0-9a-f]{64}/, `sha256:${"0".repeat(64)}`),
    });
    expect(await readPackDriver(folder, driver, manifest)).toBeNull();
    rmSync(join(folder, "forge.json"));
    expect(await readPackDriver(folder, driver, manifest)).toBeNull();
  });

  it("keeps a cheat's driver out of the suite: the honest plugin passes in spite of it, the liar fails in spite of it", async () => {
    const honest = await play(await generate({ [driver]: cheat }));
    expect([honest.kind, honest.checks.filter(({ status }) => status === "failed")]).toEqual(["driver", []]);
    const liar = await play(await generate({ [driver]: cheat, "web/src/provider-client.js": lie }));
    expect(liar.checks.find(({ check }) => check === "checkout_created")).toMatchObject({
      status: "failed",
      detail: expect.stringContaining("without asking the provider"),
    });
  });
});
