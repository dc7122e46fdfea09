import type { ErrorCode, Registry, RegistryPlugin } from "@plugsmith/schemas";
import { compareVersions } from "@plugsmith/trust";
import type { AgentMemory, PluginMemory } from "../store/agent-memory.ts";
import { listPermissionGrowth } from "./permission-growth.ts";
import type { Release } from "./release.ts";

export interface Refusal {
  readonly version?: string;
  readonly digest?: string;
  readonly code: ErrorCode;
  readonly message: string;
}

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

type Standing = "active" | "suspended" | "revoked";

/** The strictest of what registry entry, revocation list and our own append-only memory say about a digest. */
export function readStanding(memory: AgentMemory, registry: Registry, digest: string): Standing {
  if (Object.hasOwn(memory.revoked, digest)) return "revoked";
  const said = [
    ...registry.revocations.filter((entry) => entry.digest === digest).map((entry) => entry.state),
    ...registry.plugins.flatMap(({ versions }) => versions.filter((v) => v.digest === digest).map((v) => v.status)),
  ];
  return said.includes("revoked") ? "revoked" : said.includes("suspended") ? "suspended" : "active";
}

const isRejected = (plugin: PluginMemory, digest: string, sequence: number) => {
  const rejection = Object.hasOwn(plugin.rejected, digest) ? plugin.rejected[digest] : undefined;
  return rejection !== undefined && (rejection.untilSequence === undefined || sequence <= rejection.untilSequence);
};

/**
 * The version of a registry plugin that this bench should run: the newest active one that was not rejected here.
 * Never one below the highest that ran here, except while that one is suspended or was rejected here: after a revocation
 * only a higher version or a person's choice (`pinned`) starts.
 */
export function chooseRelease(entry: RegistryPlugin, memory: AgentMemory, registry: Registry): Choice {
  const plugin = Object.hasOwn(memory.plugins, entry.name) ? memory.plugins[entry.name] : undefined;
  const own: PluginMemory = plugin ?? { accepted: [], rejected: {} };
  const { lastGood, floor, pinned } = own;
  const floorFalls =
    floor !== undefined &&
    (readStanding(memory, registry, floor.digest) === "suspended" || isRejected(own, floor.digest, registry.sequence));
  const active = entry.versions.filter(({ digest }) => readStanding(memory, registry, digest) === "active");
  const usable = active
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
    ...(target === undefined ? { refusal: explainNothing(entry, own, active.length) } : { target }),
    ...(start === undefined ? {} : { start }),
    ...(waiting === undefined ? {} : { waiting }),
  };
}

function explainNothing(entry: RegistryPlugin, plugin: PluginMemory, active: number): Refusal {
  if (active === 0)
    return { code: "version_revoked", message: `No version of ${entry.name} is active in the registry.` };
  const rejected = entry.versions.findLast(({ digest }) => Object.hasOwn(plugin.rejected, digest));
  const why = rejected === undefined ? undefined : plugin.rejected[rejected.digest];
  if (why !== undefined)
    return { version: why.version, code: why.code as ErrorCode, message: `Version ${why.version}: ${why.message}` };
  if (plugin.pinned !== undefined)
    return { code: "plugin_unknown", message: `Version ${plugin.pinned} of ${entry.name} is not active.` };
  return {
    code: "version_not_higher",
    message: `Only versions below ${plugin.floor?.version ?? "the last good one"} are active, and the agent does not go back by itself.`,
  };
}
