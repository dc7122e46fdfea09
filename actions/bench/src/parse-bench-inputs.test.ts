import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { parseBenchInputs } from "./parse-bench-inputs.ts";

const file = readFileSync(join(import.meta.dirname, "../action.yml"), "utf8");
const declared = (load(file) as { inputs: Record<string, { default: string }> }).inputs;
const given = (change: Record<string, string>) => (name: string) => change[name] ?? declared[name]?.default ?? "";

describe("parseBenchInputs", () => {
  it("takes action.yml's own defaults with a device alone", () => {
    expect(parseBenchInputs(given({ device: "0403:6001" }))).toMatchObject({
      device: "0403:6001",
      args: {},
      priority: 0,
      waitMs: 1_800_000,
      leaseMs: 1_800_000,
      callMs: 600_000,
      release: "job",
      artifacts: [""],
      artifactsDir: "bench-artifacts",
    });
  });

  it("reads arguments, times and paths", () => {
    const inputs = { plugin: "acme-meter", method: "measure", args: '{"channel": 2}', "call-minutes": "0.5" };
    const request = parseBenchInputs(given({ ...inputs, release: "step", artifacts: " ./captures/ \n\nlog.txt" }));
    expect(request).toMatchObject({ args: { channel: 2 }, callMs: 30_000, release: "step" });
    expect(request.artifacts).toEqual(["captures", "log.txt"]);
  });

  it("names every problem at once", () => {
    const wrong = { args: "[1]", priority: "high", "wait-minutes": "-1", release: "never", "artifacts-dir": "" };
    expect(() => parseBenchInputs(given(wrong))).toThrow(
      /device or plugin.*release must.*args must.*priority must.*wait-minutes must.*artifacts-dir must/,
    );
  });
});
