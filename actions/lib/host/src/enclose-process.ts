import { ForgeError } from "@plugsmith/schemas";
import type { Cgroup, Cgroups } from "./cgroup.ts";
import type { ProcessTransport } from "./process-transport.ts";

/** What a process needs besides what its plugin may use: Node's own code and stacks, or a small interpreter's. MiB. */
const overheadMiB = { node: 128, other: 64 };
/** Plugins leave the agent and the system the larger part when all want the processor. */
const cpuWeight = 25;
/** One plugin never takes more than the whole time of one processor. */
const cpus = 1;

/** The memory that the kernel lets a plugin's family have together. MiB. */
export const planGroupMemory = (memoryMiB: number, runtime: string): number =>
  memoryMiB + (runtime === "node" ? overheadMiB.node : overheadMiB.other);

/**
 * Makes a started process and its descendants keep their limits together, where there are control groups. `settle` places
 * again what was started meanwhile: call it before any code of a plugin runs. @throws ForgeError `load_failed`.
 */
export function encloseProcess(
  transport: ProcessTransport,
  cgroups: Cgroups | undefined,
  limits: { readonly memoryMiB: number; readonly processes: number; readonly runtime: string },
): ProcessTransport & { settle(): void } {
  if (!cgroups) return { ...transport, settle: () => {} };
  const memoryMiB = planGroupMemory(limits.memoryMiB, limits.runtime);
  const refuse = (cause: Error) => {
    void transport.stop(0);
    return new ForgeError("load_failed", {
      message: `The plugin's process could not be put under its limits: ${cause.message}`,
      hint: "`plugsmith agent doctor` shows what this machine's control groups allow.",
      cause,
    });
  };
  let group: Cgroup;
  const settle = () => {
    try {
      group.place(transport.pid);
    } catch (cause) {
      throw refuse(cause as Error);
    }
  };
  try {
    group = cgroups.create({ memoryMiB, processes: limits.processes, cpuWeight, cpus });
  } catch (cause) {
    throw refuse(cause as Error);
  }
  const exited = transport.exited.then(async (exit) => {
    const kills = group.memoryKills();
    await group.remove();
    return kills === 0
      ? exit
      : { ...exit, reason: `it needed more than its ${memoryMiB} MiB of memory, and the kernel ended it` };
  });
  settle();
  return { ...transport, exited, settle, stop: (graceMs) => transport.stop(graceMs).then(() => exited) };
}
