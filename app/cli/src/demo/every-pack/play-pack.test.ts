import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readPacks } from "@plugsmith/templates";
import { afterAll, describe, expect, it } from "vitest";
import { playPack } from "./play-pack.ts";

const home = mkdtempSync(join(tmpdir(), "plugsmith-play-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const packs = await readPacks();
const bench = packs.find(({ definition }) => definition.name === "bench");
if (!bench) throw new Error("there is no pack bench");
const quiet = { say: () => {}, done: () => {}, failed: () => {} };
const waive = process.env["PLUGSMITH_CONFINEMENT"];
process.env["PLUGSMITH_CONFINEMENT"] = waive ?? "process";
afterAll(() => {
  if (waive === undefined) delete process.env["PLUGSMITH_CONFINEMENT"];
});

describe("playPack", () => {
  it("takes a pack's request to a package, with what was proved on the way", async () => {
    const evidence = await playPack(bench, join(home, "good"), quiet, {
      sandbox: "",
      waiver: process.env["PLUGSMITH_CONFINEMENT"],
    });
    expect(evidence).toMatchObject({
      pack: "bench",
      status: "success",
      message: "",
      judgedBy: "plugin",
      screenshots: "",
    });
    expect(evidence.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(evidence.tests.passed).toBeGreaterThan(5);
    expect(evidence.checks.some(({ check, status }) => check === "device" && status === "passed")).toBe(true);
    expect(existsSync(join(home, "good/out/acme-thermo/acme-thermo-1.0.0.zip"))).toBe(true);
  });

  it("stops at the step that fails, and says which", async () => {
    const broken = new Map(bench.templates);
    broken.set("src/device-table.js", "export const nothing = true;\n");
    const evidence = await playPack({ ...bench, templates: broken }, join(home, "bad"), quiet, {
      sandbox: "",
      waiver: process.env["PLUGSMITH_CONFINEMENT"],
    });
    expect(evidence).toMatchObject({ status: "failed", digest: "", message: expect.stringMatching(/^(build|test): /) });
  });
});
