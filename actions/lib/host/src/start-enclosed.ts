import { ForgeError } from "@plugsmith/schemas";
import type { Cgroup, Cgroups } from "./cgroup.ts";
import type { LaunchPlan } from "./confinement.ts";
import { type ProcessTransport, startProcess } from "./process-transport.ts";

/** What a process needs besides what its plugin may use: Node's own code and stacks, or a small interpreter's. MiB. */
const overheadMiB = { node: 128, other: 64 };
/** Plugins leave the agent and the system the larger part when all want the processor. */
const cpuWeight = 25;
/** One plugin never takes more than the whole time of one processor. */
const cpus = 1;
/** What the shell below ends with when the kernel does not let it in. */
const refusedCode = 97;

/** The memory that the kernel lets a plugin's family have together. MiB. */
export const planGroupMemory = (memoryMiB: number, runtime: string): number =>
  memoryMiB + (runtime === "node" ? overheadMiB.node : overheadMiB.other);

/**
 * A launch that enters control groups first and then becomes the planned program: all its descendants are born inside, and the
 * wait for the kernel (a move takes 10 ms on a busy machine) is the child's, not the agent's.
 */
export function enterGroups(plan: LaunchPlan, procs: readonly string[]): LaunchPlan {
  const script = `while [ "$1" != -- ]; do echo 0 >"$1" || exit ${refusedCode}; shift; done; shift; exec "$@"`;
  return { ...plan, command: "/bin/sh", args: ["-c", script, "sh", ...procs, "--", plan.command, ...plan.args] };
}

/**
 * Starts a planned launch; where there are control groups, it and its descendants keep their limits together. A process that
 * the kernel ended for its memory says so in its exit. @throws ForgeError `load_failed`, and what startProcess throws.
 */
export async function startEnclosed(
  plan: LaunchPlan,
  cwd: string,
  cgroups: Cgroups | undefined,
  limits: { readonly memoryMiB: number; readonly processes: number; readonly runtime: string },
): Promise<ProcessTransport> {
  if (!cgroups) return startProcess(plan, cwd);
  const memoryMiB = planGroupMemory(limits.memoryMiB, limits.runtime);
  let group: Cgroup;
  try {
    group = cgroups.create({ memoryMiB, processes: limits.processes, cpuWeight, cpus });
  } catch (cause) {
    throw new ForgeError("load_failed", {
      message: `The plugin's process could not be put under its limits: ${(cause as Error).message}`,
      hint: "`plugsmith agent doctor` shows what this machine's control groups allow.",
      cause,
    });
  }
  let transport: ProcessTransport;
  try {
    transport = await startProcess(enterGroups(plan, group.procs), cwd);
  } catch (error) {
    await group.remove();
    throw error;
  }
  const exited = transport.exited.then(async (exit) => {
    const kills = group.memoryKills();
    await group.remove();
    if (kills > 0)
      return { ...exit, reason: `it needed more than its ${memoryMiB} MiB of memory, and the kernel ended it` };
    if (exit.code === refusedCode) return { ...exit, reason: "the kernel did not let it into its control groups" };
    return exit;
  });
  return { ...transport, exited, stop: (graceMs) => transport.stop(graceMs).then(() => exited) };
}
