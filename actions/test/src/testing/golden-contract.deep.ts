import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { detectConfinement } from "@plugsmith/plugin-host";
import { type ForgeRequest, type PluginManifest, parsePluginManifest } from "@plugsmith/schemas";
import { readPacks, renderPlugin, selectPack } from "@plugsmith/templates";
import { afterAll, describe, expect, it } from "vitest";
import { runContract } from "../contract/run-contract.ts";

const fixtures = join(import.meta.dirname, "../../../../templates/fixtures");
const home = mkdtempSync(join(tmpdir(), "plugsmith-golden-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const packs = await readPacks(undefined, () => {});
const confinement = await detectConfinement();

function generate(name: string): { folder: string; manifest: PluginManifest } {
  const request = JSON.parse(readFileSync(join(fixtures, name, "request.json"), "utf8")) as ForgeRequest;
  const folder = mkdtempSync(join(home, "p-"));
  const by = { version: "1.0.0", requestNumber: 1, requester: { id: 1, login: "rita" }, author: "Rita" };
  for (const [path, { content }] of renderPlugin({ pack: selectPack(packs, request.cms), request, ...by })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const parsed = parsePluginManifest(JSON.parse(readFileSync(join(folder, "plugin.json"), "utf8")));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return { folder, manifest: parsed.value };
}

describe("the contract suite on every golden request", () => {
  it.each(readdirSync(fixtures))("%s keeps its contract, and nobody vouches for itself", async (name) => {
    const { folder, manifest } = generate(name);
    const played = { pluginDir: folder, stage: folder, entry: manifest.entry, manifest, confinement };
    const { kind, checks } = await runContract({ ...played, now: () => new Date() });
    expect(checks.filter(({ status }) => status === "failed")).toEqual([]);
    expect(checks.filter(({ status }) => status === "passed").length).toBeGreaterThan(6);
    expect(["plugin", "driver"]).toContain(kind);
  });
});
