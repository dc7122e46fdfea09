import { ForgeError, type PluginManifest, type Registry, type RegistryVersion } from "@plugsmith/schemas";
import { compareVersions } from "@plugsmith/trust";
import { findHighestVersion, findPlugin, findVersion } from "./find-version.ts";

export interface NewVersion {
  readonly manifest: PluginManifest;
  readonly entry: Omit<RegistryVersion, "version" | "permissions" | "supportedVersions" | "status">;
}

/**
 * Is the version published already? A version has one set of bytes for ever, versions only grow, and what is revoked stays so.
 * @returns true when it is there with these bytes, false when it may be added.
 * @throws ForgeError `version_revoked`, `version_removed`, `version_exists`, `version_not_higher`.
 */
export function checkVersion(registry: Registry, name: string, version: string, digest: string): boolean {
  const facts = { name, version };
  const revoked = registry.revocations.find(
    (entry) => entry.digest === digest || (entry.name === name && entry.version === version),
  );
  if (revoked)
    throw new ForgeError("version_revoked", {
      message: `${name} ${version} is ${revoked.state}.`,
      hint: "Publish a corrected version with a higher number.",
      facts: { ...facts, state: revoked.state },
    });
  const tombstones = registry.removed?.filter((entry) => entry.name === name) ?? [];
  if (tombstones.some((entry) => entry.version === version || entry.digest === digest))
    throw new ForgeError("version_removed", {
      message: `${name} ${version} was taken out of the registry for ever.`,
      hint: "Publish the change as a higher version.",
      facts,
    });
  const existing = findVersion(registry, name, version);
  if (existing?.digest === digest) return true;
  if (existing)
    throw new ForgeError("version_exists", {
      message: `${name} ${version} is already published with other bytes.`,
      hint: "Ask for the change as a new version.",
      facts: { ...facts, published: existing.digest, offered: digest },
    });
  const highest = [findHighestVersion(registry, name), ...tombstones].reduce(
    (best, one) => (one && (!best || compareVersions(one.version, best.version) > 0) ? one : best),
    undefined as { readonly version: string } | undefined,
  );
  if (highest && compareVersions(version, highest.version) < 0)
    throw new ForgeError("version_not_higher", {
      message: `${name} ${version} is not higher than the published ${highest.version}.`,
      hint: "Ask for a version above the published one.",
      facts: { ...facts, highest: highest.version },
    });
  return false;
}

/**
 * The registry with the version added, `sequence` one higher; the very same object when it is already there with these bytes.
 * @param at time of the write.
 * @throws as `checkVersion`.
 */
export function addVersion(registry: Registry, { manifest, entry }: NewVersion, at: string): Registry {
  const { name, version } = manifest;
  if (checkVersion(registry, name, version, entry.digest)) return registry;
  const { permissions, supportedVersions } = manifest;
  const added: RegistryVersion = {
    ...entry,
    version,
    permissions,
    ...(supportedVersions !== undefined && { supportedVersions }),
    status: "active",
  };
  const versions = [...(findPlugin(registry, name)?.versions ?? []), added];
  const { description, type, cms, runtime } = manifest;
  const plugin = { name, description, type, cms, runtime, usb: permissions.usb, versions };
  const others = registry.plugins.filter((other) => other.name !== name);
  return {
    ...registry,
    sequence: registry.sequence + 1,
    updatedAt: at,
    plugins: [...others, plugin].sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}
