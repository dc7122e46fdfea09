import { describe, expect, it } from "vitest";
import { planBoundaryProbes } from "./plan-boundary-probes.ts";
import { makeLimits } from "./sandbox-limits.ts";

const permissions = { filesystem: [], network: { outbound: [], inbound: false }, usb: [], memory: 64, queue: [] };
const limits = makeLimits({ permissions });
const probes = planBoundaryProbes({ hostPort: 4321, hostFile: "/outside/canary", stage: "/stage" }, limits);
const probe = (name: string) => {
  const found = probes.find((each) => each.name === name);
  if (!found) throw new Error(`no probe ${name}`);
  return found;
};
const end = (stdout: string, exitCode: number | null = 0, signal: NodeJS.Signals | null = null) => ({
  stdout,
  exitCode,
  signal,
});

describe("planBoundaryProbes", () => {
  it("tries each part of the boundary once, with the plugin's own limits", () => {
    expect(probes.map(({ name }) => name).sort()).toEqual(
      ["cpu", "environment", "fileSize", "hostFiles", "memory", "network", "readOnly"].sort(),
    );
    expect(limits.memoryMiB).toBe(64);
    for (const { name, limits: given } of probes) {
      expect(given, name).toEqual(name === "cpu" ? { ...limits, cpuSeconds: 1 } : limits);
    }
  });

  it("reaches for what is really there: the port, the file and the stage it was told", () => {
    expect(probe("network").args[1]).toContain("4321");
    expect(probe("hostFiles").args).toEqual(["/outside/canary"]);
    expect(probe("readOnly").args[0]).toMatch(/^\/stage\//);
  });

  it.each([
    ["network", end("BLOCKED ECONNREFUSED\n")],
    ["hostFiles", end("", 1)],
    ["readOnly", end("", 1)],
    ["environment", end("PATH=/usr/bin\nHOME=/tmp\nTZ=UTC\n")],
    ["memory", end("STOPPED\n")],
    ["memory", end("", null, "SIGKILL")],
    ["memory", end("", 134)],
    ["fileSize", end("STOPPED EFBIG\n")],
    ["cpu", end("", null, "SIGKILL")],
    ["cpu", end("", 137)],
  ])("takes it that %s held at %j", (name, result) => {
    expect(probe(name).held(result)).toBe(true);
  });

  it.each([
    ["network", end("REACHED\n")],
    // A program that never started has proved nothing.
    ["network", end("", 1)],
    ["hostFiles", end("nobody may read this", 0)],
    ["hostFiles", end("half of it", 1)],
    ["readOnly", end("", 0)],
    ["environment", end("PATH=/usr/bin\nGITHUB_TOKEN=x\n")],
    ["environment", end("", 127)],
    ["memory", end("SURVIVED 136\n")],
    ["memory", end("", 0)],
    ["fileSize", end("SURVIVED\n", 1)],
    ["cpu", end("", 0)],
    ["cpu", end("", 1)],
  ])("takes it that %s did not hold at %j", (name, result) => {
    expect(probe(name).held(result)).toBe(false);
  });
});
