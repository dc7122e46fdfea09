import { fakeToolkit } from "@plugsmith/action-kit/testing";
import { ForgeError } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import type { BoundaryProbe } from "./plan-boundary-probes.ts";
import { proveBoundary } from "./prove-boundary.ts";

const limits = { memoryMiB: 64, processes: 64, openFiles: 256, fileSizeMiB: 64, cpuSeconds: 60 };
const probe = (name: BoundaryProbe["name"], program = "/usr/bin/env"): BoundaryProbe => ({
  name,
  program,
  args: [name],
  limits,
  held: ({ stdout }) => stdout === "held",
});

describe("proveBoundary", () => {
  it("runs every probe in the stage, read-only and limited, and says which held", async () => {
    const toolkit = fakeToolkit({ confined: ({ args }) => ({ stdout: args[0] === "network" ? "held" : "open" }) });
    const held = await proveBoundary(
      toolkit,
      [probe("network"), probe("memory"), probe("cpu", "node")],
      "/stage",
      "/n",
    );
    expect(held).toEqual({ network: true, memory: false, cpu: false });
    expect(toolkit.confinedRuns.map(({ program }) => program).sort()).toEqual(["/n", "/usr/bin/env", "/usr/bin/env"]);
    for (const run of toolkit.confinedRuns) expect(run).toMatchObject({ cwd: "/stage", readOnly: ["/stage"], limits });
  });

  it("takes a probe that ran into its deadline for a boundary that is not there", async () => {
    const confined = () => {
      throw new ForgeError("confined_timeout", { message: "too long" });
    };
    expect(await proveBoundary(fakeToolkit({ confined }), [probe("cpu")], "/stage", "/n")).toEqual({ cpu: false });
  });

  it("hides no other failure: a boundary that could not be tried is not one that held", async () => {
    const confined = () => {
      throw new ForgeError("tool_missing", { message: "no bwrap" });
    };
    await expect(proveBoundary(fakeToolkit({ confined }), [probe("cpu")], "/stage", "/n")).rejects.toMatchObject({
      code: "tool_missing",
    });
  });
});
