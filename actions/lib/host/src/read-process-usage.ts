import { readFileSync } from "node:fs";

const read = (path: string) => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
};

/**
 * Memory of a process and all its descendants on Linux: the sum of each one's peak resident set, in MiB, and their number.
 * Zeros where /proc is missing or the process is gone.
 */
export function readProcessUsage(pid: number): { peakRssMiB: number; processes: number } {
  let peakKiB = 0;
  let processes = 0;
  const queue = [pid];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const peak = /^VmHWM:\s+(\d+) kB$/m.exec(read(`/proc/${next}/status`))?.[1];
    if (peak === undefined) continue;
    processes += 1;
    peakKiB += Number(peak);
    queue.push(...read(`/proc/${next}/task/${next}/children`).trim().split(" ").filter(Boolean).map(Number));
  }
  return { peakRssMiB: Math.round((peakKiB / 1024) * 10) / 10, processes };
}
