import type { CgroupLimits } from "./cgroup.ts";

export interface CgroupWrite {
  /** Controller whose folder the file is in; of version 2, which has one folder, it is only a name. */
  readonly controller: "memory" | "pids" | "cpu";
  readonly file: string;
  readonly value: string;
  /** Not every kernel has it, and the limit holds without. */
  readonly optional?: boolean;
}

const mebibyte = 2 ** 20;
const periodUs = 100_000;

/** What to write into a fresh group, in this order. */
export function planCgroup(version: 1 | 2, limits: CgroupLimits): readonly CgroupWrite[] {
  const { memoryMiB, processes, cpuWeight, cpus } = limits;
  const bytes = String(memoryMiB * mebibyte);
  const quota = Math.round(cpus * periodUs);
  if (version === 2)
    return [
      { controller: "memory", file: "memory.max", value: bytes },
      { controller: "memory", file: "memory.swap.max", value: "0", optional: true },
      // A plugin that lost one of its processes is no plugin any more.
      { controller: "memory", file: "memory.oom.group", value: "1", optional: true },
      { controller: "pids", file: "pids.max", value: String(processes) },
      { controller: "cpu", file: "cpu.weight", value: String(cpuWeight) },
      { controller: "cpu", file: "cpu.max", value: `${quota} ${periodUs}` },
    ];
  return [
    { controller: "memory", file: "memory.limit_in_bytes", value: bytes },
    // Memory and swap together; the kernel wants it not below the limit, so it is second.
    { controller: "memory", file: "memory.memsw.limit_in_bytes", value: bytes, optional: true },
    { controller: "pids", file: "pids.max", value: String(processes) },
    { controller: "cpu", file: "cpu.shares", value: String(Math.max(2, Math.round((cpuWeight * 1024) / 100))) },
    { controller: "cpu", file: "cpu.cfs_quota_us", value: String(quota), optional: true },
  ];
}
