import type { Registry, Revocation } from "@plugsmith/schemas";
import { hasSuspensionEnded } from "@plugsmith/trust";

/** Suspensions that one approver spoke and no other confirmed in their time. One without a person or a time never ends by itself. */
export const listEndedSuspensions = (registry: Registry, now: Date): readonly Revocation[] =>
  registry.revocations.filter(
    ({ state, by }) => state === "suspended" && by[0] !== undefined && hasSuspensionEnded(by[0].at, now),
  );

/** The registry in which suspensions whose time is over have ended; the very same object when there are none. */
export function liftSuspensions(registry: Registry, now: Date): Registry {
  const ended = listEndedSuspensions(registry, now);
  if (ended.length === 0) return registry;
  const isEnded = (plugin: string, version: string) =>
    ended.some((entry) => entry.name === plugin && entry.version === version);
  return {
    ...registry,
    sequence: registry.sequence + 1,
    updatedAt: now.toISOString(),
    plugins: registry.plugins.map((plugin) =>
      plugin.versions.some(({ version }) => isEnded(plugin.name, version))
        ? {
            ...plugin,
            versions: plugin.versions.map((entry) =>
              entry.status === "suspended" && isEnded(plugin.name, entry.version)
                ? { ...entry, status: "active" as const }
                : entry,
            ),
          }
        : plugin,
    ),
    revocations: registry.revocations.filter((entry) => !ended.includes(entry)),
  };
}
