import { globSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Attempt } from "./attempt.ts";
import { neighbour, type World } from "./open-world.ts";

/** The agent keeps two files of 1 MiB a plugin. */
const mostLogBytes = 5 * 2 ** 20;
/** The agent gives each plugin 64 MiB; a file more is being written. */
const mostDataMiB = 66;

export function listLogs(world: World): ReadonlyMap<string, number> {
  const files = globSync("logs/*.log*", { cwd: world.stateDir }).map((path) => join(world.stateDir, path));
  return new Map(files.map((path) => [path, statSync(path).size]));
}

/** What was added to the logs since `before`: what lay there is an earlier attempt's. */
export function findLogEffects(world: World, before: ReadonlyMap<string, number>): string[] {
  const after = listLogs(world);
  const grown = [...after].map(([path, size]) => Math.max(0, size - (before.get(path) ?? 0)));
  const bytes = grown.reduce((sum, size) => sum + size, 0);
  const forged = [...after].some(
    ([path, size]) =>
      size < mostLogBytes &&
      readFileSync(path)
        .subarray(before.get(path) ?? 0)
        .toString("utf8")
        .split("\n")
        .some(
          (line) => line.startsWith("{") && line.includes(`"plugin":"${neighbour}"`) && line.includes('"forged-line"'),
        ),
  );
  return [
    ...(bytes > mostLogBytes ? [`filled ${Math.round(bytes / 2 ** 20)} MiB of disk with logs`] : []),
    ...(forged ? ["forged a line in the log of its neighbour"] : []),
  ];
}

/** MiB in the files that the host keeps for the plugin: the agent below its state, the bare host where it was started. */
export function measureDataMiB(world: World, { id }: Attempt): number {
  const folders = [join(world.stateDir, "data", id), join(world.root, "cwd/data")];
  let bytes = 0;
  for (const folder of folders)
    try {
      for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
        if (entry.isFile()) bytes += statSync(join(entry.parentPath, entry.name)).size;
    } catch {
      // It is not there, or something of it went while it was looked at.
    }
  return bytes / 2 ** 20;
}

export const describeData = (mib: number): string[] =>
  mib > mostDataMiB ? [`filled ${Math.round(mib)} MiB of disk through the host`] : [];
