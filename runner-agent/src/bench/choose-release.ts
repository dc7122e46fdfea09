import type { Registry, RegistryPlugin } from "@plugsmith/schemas";
import { compareVersions } from "@plugsmith/trust";
import type { AgentMemory, PluginMemory } from "../store/agent-memory.ts";
import { explainNoRelease } from "./explain-no-release.ts";
import { listPermissionGrowth } from "./permission-growth.ts";
import { readStanding } from "./read-standing.ts";
import type { Refusal } from "./refusal.ts";
import type { Release } from "./release.ts";

export interface Choice {
  /** What should run. */
  readonly target?: Release;
  /** What to start first when nothing runs: the last good version, so a bad new one has something to fall back to. */
  readonly start?: Release;
  /** A newer version that waits for a person. */
  readonly waiting?: Refusal;
  /** Why nothing should run. */
  readonly refusal?: Refusal;
}

const rejectionOf = (plugin: PluginMemory, digest: string) =>
  Object.hasOwn(plugin.rejected, digest) ? plugin.rejected[digest] : undefined;

const isRejected = (plugin: PluginMemory, digest: string, sequence: number) => {
  const rejection = rejectionOf(plugin, digest);
  return rejection !== undefined && (rejection.untilSequence === undefined || sequence <= rejection.untilSequence);
};

/** It ran and failed, or a person went back from it. Bytes that were refused unrun must not open the way to older ones. */
function isGivenUp(plugin: PluginMemory, digest: string): boolean {
  const rejection = rejectionOf(plugin, digest);
  return rejection !== undefined && rejection.untilSequence === undefined;
}

/**
 * The version of a registry plugin that this bench should run: the newest active one that was not rejected here.
 * Never one below the highest that ran here, except when that one failed here or a person went back from it: after a
 * suspension or revocation only a higher version or a person's choice (rollback, `pinned`) starts. A disabled version goes on
 * where it ran last and is offered nowhere else.
 */
export function chooseRelease(entry: RegistryPlugin, memory: AgentMemory, registry: Registry): Choice {
  const plugin = Object.hasOwn(memory.plugins, entry.name) ? memory.plugins[entry.name] : undefined;
  const own: PluginMemory = plugin ?? { accepted: [], rejected: {} };
  const { lastGood, floor, pinned } = own;
  const floorFalls = floor !== undefined && isGivenUp(own, floor.digest);
  const usable = entry.versions
    .filter(({ digest }) => {
      const { state } = readStanding(memory, registry, digest);
      return state === "active" || (state === "disabled" && digest === lastGood?.digest);
    })
    .filter(({ digest }) => !isRejected(own, digest, registry.sequence))
    .filter(({ version }) => pinned === undefined || version === pinned)
    .filter(({ version, digest }) => {
      if (floor === undefined || pinned !== undefined) return true;
      if (version === floor.version) return digest === floor.digest;
      return floorFalls || compareVersions(version, floor.version) > 0;
    })
    .sort((a, b) => compareVersions(b.version, a.version))
    .map(
      ({ version, digest, size, permissions, assets }): Release => ({
        name: entry.name,
        version,
        digest,
        origin: "registry",
        ...(entry.runtime === "node" ? {} : { runtime: entry.runtime }),
        permissions,
        usb: entry.usb,
        size,
        assets: { zip: assets.zip, bundle: assets.bundle },
      }),
    );
  const growthOf = (release: Release) =>
    lastGood === undefined || own.accepted.includes(release.digest)
      ? []
      : listPermissionGrowth(lastGood.permissions, release.permissions);
  const target = usable.find((release) => growthOf(release).length === 0);
  const newest = usable[0];
  const waiting: Refusal | undefined =
    newest !== undefined && newest !== target
      ? {
          version: newest.version,
          digest: newest.digest,
          code: "permissions_wait",
          message: `Version ${newest.version} asks for more than ${lastGood?.version}: ${growthOf(newest).join(", ")}.`,
        }
      : undefined;
  const start = usable.find((release) => release.digest === lastGood?.digest && pinned === undefined) ?? target;
  return {
    ...(target === undefined ? { refusal: explainNoRelease(entry, memory, registry) } : { target }),
    ...(start === undefined ? {} : { start }),
    ...(waiting === undefined ? {} : { waiting }),
  };
}
