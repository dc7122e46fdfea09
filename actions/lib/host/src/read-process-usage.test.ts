import { existsSync } from "node:fs";
import { expect, it } from "vitest";
import { readProcessUsage } from "./read-process-usage.ts";

it.skipIf(!existsSync("/proc/self/status"))("sees this process and its memory", () => {
  const { peakRssMiB, processes } = readProcessUsage(process.pid);
  expect(peakRssMiB).toBeGreaterThan(20);
  expect(processes).toBeGreaterThanOrEqual(1);
});

it("answers zeros for a process that is gone", () => {
  expect(readProcessUsage(4_194_305)).toEqual({ peakRssMiB: 0, processes: 0 });
});
