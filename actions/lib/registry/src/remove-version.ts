import { ForgeError, type Registry, type RegistryVersion, type RemovedVersion } from "@plugsmith/schemas";
import { findVersion } from "./find-version.ts";

export interface WithdrawnVersion {
  readonly name: string;
  readonly version: string;
}

/** The tombstone of a version that was taken out for ever. */
export const findRemoved = (registry: Registry, name: string, version: string): RemovedVersion | undefined =>
  registry.removed?.find((entry) => entry.name === name && entry.version === version);

function demandVersion(registry: Registry, { name, version }: WithdrawnVersion): RegistryVersion {
  const found = findVersion(registry, name, version);
  if (found) return found;
  throw new ForgeError("input_invalid", {
    message: `${name} ${version} is not published.`,
    hint: "Name a published version; `plugsmith registry list` shows them.",
    facts: { name, version },
  });
}

const changeVersions = (
  registry: Registry,
  name: string,
  at: string,
  change: (entry: RegistryVersion) => RegistryVersion[],
): Registry => ({
  ...registry,
  sequence: registry.sequence + 1,
  updatedAt: at,
  plugins: registry.plugins.flatMap((plugin) => {
    if (plugin.name !== name) return [plugin];
    const versions = plugin.versions.flatMap(change);
    return versions.length === 0 ? [] : [{ ...plugin, versions }];
  }),
});

/**
 * The registry with the version offered to nobody who does not run it already; its history stays trusted. The very same object when
 * it is disabled, suspended or revoked already. @throws ForgeError `input_invalid` for a version that is not published.
 */
export function disableVersion(registry: Registry, wanted: WithdrawnVersion, at: string): Registry {
  if (demandVersion(registry, wanted).status !== "active") return registry;
  return changeVersions(registry, wanted.name, at, (entry) => [
    entry.version === wanted.version ? { ...entry, status: "disabled" } : entry,
  ]);
}

/**
 * The registry without the version, and with a tombstone: neither it nor a lower one can be published again. What was said against
 * it stays. The very same object when it was removed before.
 * @throws ForgeError `input_invalid` for a version that was never published.
 */
export function removeVersion(registry: Registry, wanted: WithdrawnVersion & { reason: string }, at: string): Registry {
  const { name, version, reason } = wanted;
  if (findRemoved(registry, name, version)) return registry;
  const { digest } = demandVersion(registry, wanted);
  const tombstone: RemovedVersion = { name, version, digest, reason: reason.slice(0, 500), at };
  const next = changeVersions(registry, name, at, (entry) => (entry.version === version ? [] : [entry]));
  return { ...next, removed: [...(registry.removed ?? []), tombstone] };
}
