import type { Confinement, LaunchPlan } from "./confinement.ts";
import { planConfinedLaunch } from "./plan-confined-launch.ts";
import { startProcess } from "./process-transport.ts";

/** Runs a plan to its end; `null` = it worked, else why not. */
export type Probe = (plan: LaunchPlan) => Promise<string | null>;

const probeMs = 5_000;

async function runProbe(plan: LaunchPlan): Promise<string | null> {
  try {
    const probe = await startProcess(plan, "/");
    let words = "";
    probe.errors.on("data", (chunk: Buffer) => {
      words = (words + chunk.toString("utf8")).slice(0, 500);
    });
    probe.output.resume();
    const timer = setTimeout(() => void probe.stop(0), probeMs);
    const { code, signal } = await probe.exited;
    clearTimeout(timer);
    return code === 0 ? null : words.trim() || `${plan.command} ended with ${signal ?? code}`;
  } catch (error) {
    return error instanceof Error ? error.message : "it could not be started";
  }
}

/**
 * Finds the strongest boundary by really starting `true` behind it, with the same switches plugins get.
 * Never throws; the answer is `process` with the reason when bubblewrap or its namespaces are missing.
 */
export async function probeConfinement(probe: Probe): Promise<Confinement> {
  const attempt = (confinement: Confinement) =>
    probe(
      planConfinedLaunch({
        program: "/usr/bin/true",
        args: [],
        cwd: "/",
        binds: { readOnly: [], readWrite: [] },
        limits: { openFiles: 64 },
        confinement,
        environment: {},
      }),
    );
  const full: Confinement = { level: "os", tool: "bwrap", limitTool: "prlimit" };
  const failure = await attempt(full);
  if (failure === null) return full;
  const withoutLimits: Confinement = { level: "os", tool: "bwrap", limitTool: null, reason: "prlimit is missing" };
  const reason = await attempt(withoutLimits);
  // Without resource limits namespaces alone do not hold memory or files: that is not the boundary we promise.
  if (reason === null)
    return { level: "process", tool: null, limitTool: null, reason: `prlimit does not work: ${failure}` };
  const limited: Confinement = { level: "process", tool: null, limitTool: "prlimit", reason };
  return (await attempt(limited)) === null ? limited : { ...limited, limitTool: null };
}

let known: Promise<Confinement> | undefined;

/** What this machine offers, found once per process (about 10 ms). */
export function detectConfinement(): Promise<Confinement> {
  known ??= probeConfinement(runProbe);
  return known;
}
