import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { rmdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Cgroup, CgroupLimits, Cgroups } from "./cgroup.ts";
import { type CgroupPlace, parseCgroupPlace } from "./parse-cgroup-place.ts";
import { planCgroup } from "./plan-cgroup.ts";

const controllers = ["memory", "pids", "cpu"] as const;
/** Of the agent itself: version 2 lets no group have both processes and limited children. */
const agentGroup = "agent";
const removeTries = 50;
const removePauseMs = 20;

const read = (path: string) => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
};
const readPids = (folder: string) => read(join(folder, "cgroup.procs")).split("\n").filter(Boolean).map(Number);

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It was gone already.
  }
}

async function removeFolder(folder: string): Promise<void> {
  for (let tries = 0; tries < removeTries && existsSync(folder); tries += 1) {
    for (const pid of readPids(folder)) kill(pid);
    try {
      // The kernel takes its time to forget a group (20 ms on a busy machine): not the agent's.
      await rmdir(folder);
    } catch {
      await new Promise<void>((resolve) => setTimeout(resolve, removePauseMs));
    }
  }
}

async function removeTree(base: string): Promise<void> {
  if (!existsSync(base)) return;
  for (const entry of readdirSync(base, { withFileTypes: true }))
    if (entry.isDirectory()) await removeFolder(join(base, entry.name));
  await removeFolder(base);
}

/** Folders of our own groups, by controller; of version 2 it is the same one three times. */
function prepare(place: Exclude<CgroupPlace, { version: null }>, name: string): Record<string, string> {
  if (place.version === 1)
    return Object.fromEntries(controllers.map((controller) => [controller, join(place.folders[controller], name)]));
  // Started by systemd with DelegateSubgroup=, or by ourselves before: our own part is one above.
  const own = basename(place.folder) === agentGroup ? dirname(place.folder) : place.folder;
  if (!place.root && own === place.folder) {
    const leaf = join(own, agentGroup);
    mkdirSync(leaf, { recursive: true });
    for (const pid of readPids(own)) writeFileSync(join(leaf, "cgroup.procs"), String(pid));
  }
  writeFileSync(join(own, "cgroup.subtree_control"), "+memory +pids +cpu");
  return Object.fromEntries(controllers.map((controller) => [controller, join(own, name)]));
}

function openGroup(version: 1 | 2, folders: Readonly<Record<string, string>>, limits: CgroupLimits): Cgroup {
  const unique = [...new Set(Object.values(folders))];
  for (const folder of unique) mkdirSync(folder);
  for (const { controller, file, value, optional } of planCgroup(version, limits)) {
    try {
      writeFileSync(join(folders[controller] ?? "", file), value);
    } catch (error) {
      if (optional) continue;
      for (const folder of unique) rmdirSync(folder);
      throw error;
    }
  }
  const memory = folders["memory"] ?? "";
  return {
    procs: unique.map((folder) => join(folder, "cgroup.procs")),
    memoryKills() {
      const text = read(join(memory, version === 2 ? "memory.events" : "memory.oom_control"));
      return Number(/^oom_kill (\d+)$/m.exec(text)?.[1] ?? 0);
    },
    async remove() {
      await Promise.all(unique.map(removeFolder));
    },
  };
}

/**
 * Takes away what agents left that were killed and never came back. What still runs is ended in groups of our own name, which
 * only an earlier agent of the same state folder can have left; in another's it is not ours to end.
 */
async function sweep(base: string): Promise<void> {
  const parent = dirname(base);
  const name = basename(base);
  const own = name.slice(0, name.lastIndexOf("-") + 1);
  for (const entry of readdirSync(parent)) {
    const pid = /^plugsmith-[0-9a-f]+-(\d+)$/.exec(entry)?.[1];
    if (pid === undefined || existsSync(`/proc/${pid}`)) continue;
    const folder = join(parent, entry);
    if (entry.startsWith(own)) {
      await removeTree(folder);
      continue;
    }
    try {
      for (const below of readdirSync(folder, { withFileTypes: true }))
        if (below.isDirectory()) rmdirSync(join(folder, below.name));
      rmdirSync(folder);
    } catch {
      // Something lives in it.
    }
  }
}

export interface CgroupSearch {
  readonly cgroups?: Cgroups;
  /** Why there are none, for a person. */
  readonly reason?: string;
}

/**
 * Takes this process's part of the control groups for groups named `name`, which ends in this process's id
 * (`plugsmith-<hex>-<pid>`), so that what killed agents left is known.
 * Tries one group with all limits, so that an answer means that it works. Never throws.
 */
export async function openCgroups(name: string): Promise<CgroupSearch> {
  const place = parseCgroupPlace(read("/proc/self/cgroup"), read("/proc/self/mountinfo"));
  if (place.version === null) return { reason: place.reason };
  try {
    const { version } = place;
    const bases = prepare(place, name);
    const all = [...new Set(Object.values(bases))];
    for (const base of all) await sweep(base);
    let count = 0;
    const create = (limits: CgroupLimits) => {
      count += 1;
      for (const base of all) {
        if (existsSync(base)) continue;
        mkdirSync(base);
        if (version === 2) writeFileSync(join(base, "cgroup.subtree_control"), "+memory +pids +cpu");
      }
      const folders = Object.fromEntries(Object.entries(bases).map(([key, base]) => [key, join(base, `p${count}`)]));
      return openGroup(version, folders, limits);
    };
    await create({ memoryMiB: 64, processes: 8, cpuWeight: 25, cpus: 1 }).remove();
    return {
      cgroups: {
        version,
        create,
        async close() {
          for (const base of all) await removeTree(base);
        },
      },
    };
  } catch (error) {
    return {
      reason: `control groups (version ${place.version}) may not be used: ${(error as Error).message}. Under systemd, Delegate=yes gives them`,
    };
  }
}
