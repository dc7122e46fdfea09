import { readdirSync, readFileSync } from "node:fs";

export interface ProcessFacts {
  readonly pid: number;
  readonly parent: number;
  readonly state: string;
  readonly nice: number;
  /** Clock ticks from boot to its start: with the pid it names a process for ever. */
  readonly start: string;
  readonly residentMiB: number;
}

/** What /proc tells of a process; undefined when it is gone. */
export function readProcess(pid: number): ProcessFacts | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const [state = "", parent = "0"] = fields;
    return {
      pid,
      parent: Number(parent),
      state,
      nice: Number(fields[16]),
      start: fields[19] ?? "",
      residentMiB: (Number(fields[21]) * 4096) / 2 ** 20,
    };
  } catch {
    return undefined;
  }
}

/** A process and everything that descends from it, zombies aside. */
export function readFamily(pid: number): ProcessFacts[] {
  const byParent = Map.groupBy(
    readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => readProcess(Number(name)) ?? []),
    ({ parent }) => parent,
  );
  const family: ProcessFacts[] = [];
  const queue = [readProcess(pid)];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (next.state !== "Z") family.push(next);
    queue.push(...(byParent.get(next.pid) ?? []));
  }
  return family;
}

export const isAlive = ({ pid, start }: Pick<ProcessFacts, "pid" | "start">): boolean => {
  const now = readProcess(pid);
  return now !== undefined && now.start === start && now.state !== "Z";
};
