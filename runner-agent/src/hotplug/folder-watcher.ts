import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { type HotplugEvent, toForgeError } from "@plugsmith/schemas";
import type { Release } from "../bench/release.ts";
import type { Clock } from "../clock.ts";
import { gatherFolderPackage } from "../store/gather-package.ts";
import { type FolderLook, gatherFolderLook, listPluginFolders } from "./gather-folder-look.ts";
import type { HotplugSource, SourceStatus } from "./hotplug-source.ts";

/** How often it looks, and how long a folder must stay as it is before it counts as written. */
const pollMs = 500;

export interface FolderWatcher extends HotplugSource {
  /** Plugins that lie in the folder now, one a name. */
  releases(): readonly Release[];
}

interface Known {
  readonly look?: FolderLook;
  /** The look that `release` or `problem` came from. */
  readonly taken?: string;
  readonly release?: Release;
  readonly problem?: string;
}

/**
 * Watches `<folder>/<plugin>/plugin.json`: development plugins, unsigned. A folder that is being written waits until two
 * looks in a row are equal; what it gave before keeps running, also while it is broken. Links are refused.
 */
export function createFolderWatcher(folder: string, clock: Clock, allowUnsigned = true): FolderWatcher {
  const found = new Map<string, Known>();
  let status: SourceStatus = { source: "folder", state: "starting" };
  let cancelTimer = () => {};
  let stopped = false;

  const releases = () => {
    const byName = new Map<string, Release>();
    for (const { release } of found.values())
      if (release && !byName.has(release.name)) byName.set(release.name, release);
    return [...byName.values()];
  };

  /** What is known of one folder after another look at it. */
  async function inspect(name: string, old: Known): Promise<Known> {
    const path = join(folder, name);
    let look: FolderLook | undefined;
    try {
      look = gatherFolderLook(path);
      const { signature, changedAt } = look;
      if (old.taken === signature) return old;
      if (old.look?.signature !== signature && changedAt + pollMs > clock.now()) return { ...old, look };
      const { release } = await gatherFolderPackage(path);
      // Written to while it was read: neither the old nor the new one.
      if (gatherFolderLook(path).signature !== signature) return { ...old, look };
      return { look, taken: signature, release };
    } catch (error) {
      // What ran before keeps running: a half-saved file must not unload it.
      return { ...old, ...(look ? { look, taken: look.signature } : {}), problem: toForgeError(error).message };
    }
  }

  function describe(): SourceStatus {
    const shown = releases();
    const words = [...found].flatMap(([name, { release, problem }]) => {
      if (problem !== undefined) return [problem];
      const other = shown.find((one) => one.name === release?.name);
      return release && other?.path !== release.path
        ? [`${name} is left out: ${other?.path} has the same plugin name ${release.name}`]
        : [];
    });
    const unsigned = allowUnsigned
      ? `UNSIGNED plugins run from ${folder} (isolation.allowUnsigned is on)`
      : `plugins of ${folder} are unsigned and do not run; isolation.allowUnsigned is off`;
    return { source: "folder", state: "watching", message: [...words, unsigned].join("; ") };
  }

  async function look(emit: Parameters<HotplugSource["start"]>[0]): Promise<void> {
    const tell = (kind: "plugin_changed" | "plugin_removed", { name, version, digest, path }: Release) => {
      const plugin: HotplugEvent["plugin"] = { name, version, digest, signed: false };
      emit({
        schemaVersion: 1,
        id: randomUUID(),
        source: "folder",
        kind,
        at: new Date(clock.now()).toISOString(),
        plugin: { ...plugin, ...(path === undefined ? {} : { path }) },
      });
    };
    try {
      const before = new Map(releases().map((release) => [release.name, release]));
      const names = listPluginFolders(folder);
      for (const name of found.keys()) if (!names.includes(name)) found.delete(name);
      for (const name of names) found.set(name, await inspect(name, found.get(name) ?? {}));
      if (stopped) return;
      const after = new Map(releases().map((release) => [release.name, release]));
      for (const [name, release] of before) if (!after.has(name)) tell("plugin_removed", release);
      for (const [name, release] of after)
        if (before.get(name)?.digest !== release.digest) tell("plugin_changed", release);
      status = describe();
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
    releases,
  };
}
