import type { Registry, RegistryPlugin, RegistryVersion, Revocation } from "@plugsmith/schemas";
import { compareVersions } from "@plugsmith/trust";

export const findPlugin = (registry: Registry, name: string): RegistryPlugin | undefined =>
  registry.plugins.find((plugin) => plugin.name === name);

/** The entry of one published version. */
export const findVersion = (registry: Registry, name: string, version: string): RegistryVersion | undefined =>
  findPlugin(registry, name)?.versions.find((entry) => entry.version === version);

/** What was said against a version, by name and version. */
export const findRevocation = (registry: Registry, name: string, version: string): Revocation | undefined =>
  registry.revocations.find((entry) => entry.name === name && entry.version === version);

/** A version's state: a suspended one keeps in its entry what it was before. */
export const findState = (
  registry: Registry,
  name: string,
  { version, status }: Pick<RegistryVersion, "version" | "status">,
): RegistryVersion["status"] => findRevocation(registry, name, version)?.state ?? status;

/** The highest version that was ever published, whatever became of it; undefined when there is none. */
export function findHighestVersion(registry: Registry, name: string): RegistryVersion | undefined {
  return [...(findPlugin(registry, name)?.versions ?? [])].sort((a, b) => compareVersions(b.version, a.version))[0];
}
