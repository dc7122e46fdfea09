import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { toForgeError } from "@plugsmith/schemas";
import type { Release } from "../bench/release.ts";
import type { Clock } from "../clock.ts";
import { gatherFolderPackage } from "../store/gather-package.ts";
import type { HotplugSource, SourceStatus } from "./hotplug-source.ts";

const pollMs = 500;

function sign(folder: string): string {
  const parts: string[] = [];
  const walk = (path: string, depth: number) => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
      const full = join(path, entry.name);
      if (entry.isDirectory() && depth < 8) walk(full, depth + 1);
      else if (entry.isFile()) {
        const { mtimeMs, size } = statSync(full);
        parts.push(`${full} ${mtimeMs} ${size}`);
      }
    }
  };
  walk(folder, 0);
  return parts.sort().join("\n");
}

export interface FolderWatcher extends HotplugSource {
  /** Plugins that lie in the folder now, by name. */
  releases(): readonly Release[];
}

/** Watches `<folder>/<plugin>/plugin.json`: development plugins, unsigned. A folder that cannot be read is reported. */
export function createFolderWatcher(folder: string, clock: Clock): FolderWatcher {
  const found = new Map<string, { signature: string; release?: Release; problem?: string }>();
  let status: SourceStatus = { source: "folder", state: "starting" };
  let cancelTimer = () => {};
  let stopped = false;

  async function look(emit: Parameters<HotplugSource["start"]>[0]): Promise<void> {
    const tell = (kind: "plugin_changed" | "plugin_removed", { name, path }: Release) =>
      emit({
        schemaVersion: 1,
        id: randomUUID(),
        source: "folder",
        kind,
        at: new Date(clock.now()).toISOString(),
        plugin: { name, ...(path === undefined ? {} : { path }) },
      });
    try {
      const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, "plugin.json")));
      for (const [path, { release }] of found) {
        if (names.includes(path)) continue;
        found.delete(path);
        if (release) tell("plugin_removed", release);
      }
      for (const name of names) {
        const path = join(folder, name);
        const signature = sign(path);
        const old = found.get(name);
        if (old?.signature === signature) continue;
        try {
          const { release } = await gatherFolderPackage(path);
          found.set(name, { signature, release });
          if (old?.release?.digest !== release.digest) tell("plugin_changed", release);
        } catch (error) {
          // What ran before keeps running: a half-saved file must not unload it.
          found.set(name, {
            ...(old?.release ? { release: old.release } : {}),
            signature,
            problem: toForgeError(error).message,
          });
        }
      }
      const problem = [...found.values()].find((entry) => entry.problem !== undefined)?.problem;
      status = { source: "folder", state: "watching", ...(problem === undefined ? {} : { message: problem }) };
    } catch (error) {
      status = { source: "folder", state: "failing", message: toForgeError(error).message };
    }
    if (!stopped) cancelTimer = clock.after(pollMs, () => void look(emit));
  }

  return {
    start: look,
    async stop() {
      stopped = true;
      cancelTimer();
      status = { source: "folder", state: "stopped" };
    },
    status: () => status,
    releases: () => [...found.values()].flatMap(({ release }) => (release ? [release] : [])),
  };
}
