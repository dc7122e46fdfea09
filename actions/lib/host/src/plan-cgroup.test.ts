import { describe, expect, it } from "vitest";
import { planCgroup } from "./plan-cgroup.ts";

const limits = { memoryMiB: 256, processes: 64, cpuWeight: 25, cpus: 1.5 };
const written = (version: 1 | 2) =>
  Object.fromEntries(planCgroup(version, limits).map(({ file, value }) => [file, value]));

describe("planCgroup", () => {
  it("speaks version 2", () => {
    expect(written(2)).toEqual({
      "memory.max": "268435456",
      "memory.swap.max": "0",
      "memory.oom.group": "1",
      "pids.max": "64",
      "cpu.weight": "25",
      "cpu.max": "150000 100000",
    });
  });

  it("speaks version 1, memory before memory with swap", () => {
    expect(written(1)).toEqual({
      "memory.limit_in_bytes": "268435456",
      "memory.memsw.limit_in_bytes": "268435456",
      "pids.max": "64",
      "cpu.shares": "256",
      "cpu.cfs_quota_us": "150000",
    });
    const files = planCgroup(1, limits).map(({ file }) => file);
    expect(files.indexOf("memory.limit_in_bytes")).toBeLessThan(files.indexOf("memory.memsw.limit_in_bytes"));
  });

  it("needs memory, processes and processor time in both", () => {
    for (const version of [1, 2] as const) {
      const needed = planCgroup(version, limits).filter(({ optional }) => !optional);
      expect(new Set(needed.map(({ controller }) => controller))).toEqual(new Set(["memory", "pids", "cpu"]));
    }
  });
});
