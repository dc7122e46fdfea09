import type { StepToolkit } from "@plugsmith/action-kit";
import { ForgeError } from "@plugsmith/schemas";
import type { BoundaryProbe } from "./plan-boundary-probes.ts";

/** The slowest probe burns one second of CPU, on a loaded machine longer. */
const probeMs = 30_000;

async function tryProbe(
  toolkit: StepToolkit,
  probe: BoundaryProbe,
  stage: string,
  nodeBinary: string,
): Promise<boolean> {
  try {
    const result = await toolkit.runConfined({
      program: probe.program === "node" ? nodeBinary : probe.program,
      args: probe.args,
      cwd: stage,
      readOnly: [stage],
      limits: probe.limits,
      timeoutMs: probeMs,
      maxOutputBytes: 64 * 1024,
    });
    return probe.held(result);
  } catch (error) {
    // Running into the deadline means that a limit did not end it.
    if (error instanceof ForgeError && error.code === "confined_timeout") return false;
    throw error;
  }
}

/** Runs every probe, two at a time, and says which parts of the boundary held. */
export async function proveBoundary(
  toolkit: StepToolkit,
  probes: readonly BoundaryProbe[],
  stage: string,
  nodeBinary: string,
): Promise<Record<string, boolean>> {
  const held: Record<string, boolean> = {};
  const queue = [...probes];
  const work = async () => {
    for (let probe = queue.shift(); probe; probe = queue.shift()) {
      held[probe.name] = await tryProbe(toolkit, probe, stage, nodeBinary);
    }
  };
  await Promise.all([work(), work()]);
  return held;
}
