import type { Permissions, Registry, Reviewers } from "@plugsmith/schemas";
import { compareVersions } from "@plugsmith/trust";

export interface Rejection {
  readonly version: string;
  readonly code: string;
  readonly message: string;
  readonly at: string;
  /** A refused signature is looked at again when the registry has moved on; a crash is not. */
  readonly untilSequence?: number;
}

export interface GoodRelease {
  readonly version: string;
  readonly digest: string;
  readonly permissions: Permissions;
  /** Plugins that it depends on: what starts before it after a restart. */
  readonly needs?: readonly string[];
}

/** What the agent remembers of one plugin across restarts. */
export interface PluginMemory {
  /** The version that last took over here. */
  readonly lastGood?: GoodRelease;
  /** The highest version that ever took over here; nothing lower starts by itself (see chooseRelease). */
  readonly floor?: { readonly version: string; readonly digest: string };
  /** Digests that ran here or whose wider permissions a person accepted. */
  readonly accepted: readonly string[];
  readonly rejected: Readonly<Record<string, Rejection>>;
  /** The crash budget is used up; a person or a new version clears it. */
  readonly broken?: Rejection & { readonly digest: string };
  /** A person unloaded it; it stays down until a person loads it. */
  readonly held?: boolean;
  /** A person loaded it; it runs without a device too. */
  readonly wanted?: boolean;
  /** A person chose this version. */
  readonly pinned?: string;
}

/** stateDir/state.json. */
export interface AgentMemory {
  readonly schemaVersion: 1;
  readonly registry?: Registry;
  readonly reviewers?: Reviewers;
  /** When the registry was last reached, also when it had not changed. */
  readonly registryAt?: string;
  readonly registrySequence: number;
  /** Revoked digests: grows only, outlives restarts and whatever a later registry says. */
  readonly revoked: Readonly<Record<string, { name: string; version: string; reason: string; at: string }>>;
  readonly plugins: Readonly<Record<string, PluginMemory>>;
}

export const emptyMemory: AgentMemory = { schemaVersion: 1, registrySequence: -1, revoked: {}, plugins: {} };

const emptyPlugin: PluginMemory = { accepted: [], rejected: {} };

export const recallPlugin = (memory: AgentMemory, name: string): PluginMemory =>
  Object.hasOwn(memory.plugins, name) ? (memory.plugins[name] ?? emptyPlugin) : emptyPlugin;

/** Memory with one plugin's part replaced. */
export function rememberPlugin(
  memory: AgentMemory,
  name: string,
  change: (plugin: PluginMemory) => PluginMemory,
): AgentMemory {
  return { ...memory, plugins: { ...memory.plugins, [name]: change(recallPlugin(memory, name)) } };
}

/** A version took over: it is the last good one, and its rejection and the slot's brokenness are over. */
export function rememberGood(memory: AgentMemory, name: string, release: GoodRelease): AgentMemory {
  return rememberPlugin(memory, name, ({ broken: _cleared, ...plugin }) => ({
    ...plugin,
    lastGood: release,
    floor:
      plugin.floor && compareVersions(plugin.floor.version, release.version) > 0
        ? plugin.floor
        : { version: release.version, digest: release.digest },
    accepted: [...new Set([...plugin.accepted, release.digest])].slice(-50),
    rejected: Object.fromEntries(Object.entries(plugin.rejected).filter(([digest]) => digest !== release.digest)),
  }));
}

/** A version must not be tried again by itself. */
export function rememberRejected(memory: AgentMemory, name: string, digest: string, rejection: Rejection): AgentMemory {
  return rememberPlugin(memory, name, (plugin) => ({
    ...plugin,
    rejected: Object.fromEntries([...Object.entries(plugin.rejected), [digest, rejection] as const].slice(-50)),
  }));
}
