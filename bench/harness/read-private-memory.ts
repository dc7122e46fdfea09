import { readFileSync } from "node:fs";

/** Memory that a process shares with no other, bytes; 0 for one that is gone. */
export function readPrivateMemory(pid: number): number {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
    const sizes = [...text.matchAll(/^Private_(?:Clean|Dirty|Hugetlb):\s+(\d+) kB$/gmu)];
    return sizes.reduce((sum, [, size]) => sum + Number(size) * 1024, 0);
  } catch {
    return 0;
  }
}
