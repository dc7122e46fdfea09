import { readdirSync, readFileSync } from "node:fs";

/** A process for good: its id may be given again, its start may not. */
export interface SeenProcess {
  readonly pid: number;
  readonly parent: number;
  /** Clock ticks since boot. */
  readonly start: string;
  readonly command: string;
  readonly groups: string;
}

const read = (path: string) => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
};

/** Every process of this machine that still runs; those that only wait to be forgotten are left out. */
export function listProcesses(): readonly SeenProcess[] {
  return readdirSync("/proc").flatMap((name): SeenProcess[] => {
    if (!/^\d+$/.test(name)) return [];
    const stat = read(`/proc/${name}/stat`);
    const [state, parent, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const start = fields[17];
    if (parent === undefined || start === undefined || state === "Z" || state === "X") return [];
    const command = read(`/proc/${name}/cmdline`).replaceAll("\0", " ");
    return [{ pid: Number(name), parent: Number(parent), start, command, groups: read(`/proc/${name}/cgroup`) }];
  });
}

/** Children of a process, and theirs. */
export function listDescendants(of: number, all: readonly SeenProcess[]): readonly SeenProcess[] {
  return all.filter(({ parent }) => parent === of).flatMap((child) => [child, ...listDescendants(child.pid, all)]);
}
