import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { detectConfinement } from "@plugsmith/plugin-host";
import type { PluginManifest } from "@plugsmith/schemas";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startSubject } from "./start-subject.ts";

const home = mkdtempSync(join(tmpdir(), "plugsmith-subject-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const confinement = await detectConfinement();
const permissions = { filesystem: [], network: { outbound: [], inbound: false }, usb: [], memory: 64, queue: [] };
const manifest = (changes: Partial<PluginManifest>) =>
  ({
    name: "acme-pay",
    version: "1.0.0",
    type: "cms",
    runtime: "node",
    permissions,
    hooks: [],
    methods: [],
    ...changes,
  }) as PluginManifest;
const options = (of: PluginManifest) => ({
  ...{ pluginDir: join(home, "plugin"), stage: join(home, "stage"), entry: "plugin.mjs", manifest: of, confinement },
  now: () => new Date(),
});
const asks = (who: string) => `export const methods = { async createCheckout() { return ${JSON.stringify(who)}; } };`;

beforeAll(() => {
  for (const folder of ["stage", "plugin/test"]) mkdirSync(join(home, folder), { recursive: true });
  writeFileSync(join(home, "stage/plugin.mjs"), asks("plugin"));
  writeFileSync(join(home, "stage/package.json"), '{"type":"module"}');
  writeFileSync(join(home, "plugin/test/contract.js"), asks("brought"));
});

const callOf = async (started: Awaited<ReturnType<typeof startSubject>>) => {
  const answer = await started.probe.process.call("createCheckout", {}, { timeoutMs: 10_000 });
  await started.close(0);
  return { kind: started.kind, answer, methods: started.manifest.methods };
};

describe("startSubject", () => {
  it("plays a plugin that has methods of its own, whatever driver it brings", async () => {
    const started = await startSubject(options(manifest({ methods: ["createCheckout"] })));
    expect(await callOf(started)).toMatchObject({ kind: "plugin", answer: "plugin" });
  });

  it("plays the pack's driver where it is known, and else the one that was brought", async () => {
    const files = new Map([["test/contract.js", asks("pack's")]]);
    const known = await startSubject({ ...options(manifest({})), packDriver: async () => files });
    expect(await callOf(known)).toEqual({ kind: "driver", answer: "pack's", methods: ["createCheckout"] });
    const unknown = await startSubject({ ...options(manifest({})), packDriver: async () => null });
    expect(await callOf(unknown)).toMatchObject({ kind: "own-driver", answer: "brought" });
  });

  it("says why when the driver does not start", async () => {
    const files = new Map([["test/contract.js", "throw new Error('no');"]]);
    const started = startSubject({ ...options(manifest({})), packDriver: async () => files });
    await expect(started).rejects.toMatchObject({ code: "load_failed" });
  });
});
