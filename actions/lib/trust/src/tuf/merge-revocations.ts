import type { Registry, RegistryVersion, Revocation } from "@plugsmith/schemas";

const rank = { active: 0, disabled: 1, suspended: 2, revoked: 3 } satisfies Record<RegistryVersion["status"], number>;

/** The registry with these revocations on top of its own; of two about one version the stricter stands. */
export function mergeRevocations(registry: Registry, added: readonly Revocation[]): Registry {
  const standing = new Map<string, Revocation>();
  const keyOf = (name: string, version: string) => `${name}@${version}`;
  for (const entry of [...registry.revocations, ...added]) {
    const key = keyOf(entry.name, entry.version);
    const known = standing.get(key);
    if (!known || rank[entry.state] > rank[known.state]) standing.set(key, entry);
  }
  const plugins = registry.plugins.map((plugin) => {
    const isTouched = plugin.versions.some(({ version }) => standing.has(keyOf(plugin.name, version)));
    if (!isTouched) return plugin;
    const versions = plugin.versions.map((entry): RegistryVersion => {
      const state = standing.get(keyOf(plugin.name, entry.version))?.state ?? "active";
      return rank[state] > rank[entry.status] ? { ...entry, status: state } : entry;
    });
    return { ...plugin, versions };
  });
  return { ...registry, plugins, revocations: [...standing.values()] };
}
