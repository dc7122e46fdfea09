import type { ProcessTransport } from "./process-transport.ts";

export interface FamilyLimits {
  readonly processes: number;
  readonly memoryMiB: number;
}

/** Two looks in the half second in which a plugin must be dead after its limit. */
const lookMs = 200;

/**
 * Ends a process whose descendants together outgrow their limits: RLIMIT_NPROC does not count for root, and memory limits
 * hold for each process alone. `read` answers the number of processes and the sum of their peak resident memory.
 */
export function guardFamily(
  transport: Pick<ProcessTransport, "pid" | "exited" | "stop">,
  limits: FamilyLimits,
  read: (pid: number) => { readonly processes: number; readonly peakRssMiB: number },
  onOutgrown: (message: string) => void,
): void {
  const timer = setInterval(() => {
    const { processes, peakRssMiB } = read(transport.pid);
    if (processes <= limits.processes && peakRssMiB <= limits.memoryMiB) return;
    clearInterval(timer);
    onOutgrown(
      processes > limits.processes
        ? `it ran ${processes} processes, ${limits.processes} are allowed; it is ended`
        : `its processes took ${Math.round(peakRssMiB)} MiB together, ${limits.memoryMiB} are allowed; it is ended`,
    );
    void transport.stop(0);
  }, lookMs);
  timer.unref();
  void transport.exited.then(() => clearInterval(timer));
}
