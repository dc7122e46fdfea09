import { ForgeError, type Registry, type Revocation } from "@plugsmith/schemas";
import { findRevocation, findVersion } from "./find-version.ts";

export interface RevocationInput {
  readonly name: string;
  readonly version: string;
  readonly reason: string;
  readonly by: Revocation["by"];
}

const startOf = ({ by }: Pick<Revocation, "by">) => Date.parse(by[0]?.at ?? "");

const rank = { active: 0, disabled: 0, suspended: 1, revoked: 2 } as const;

function writeRevocation(registry: Registry, state: Revocation["state"], input: RevocationInput, at: string): Registry {
  const { name, version, reason, by } = input;
  const target = findVersion(registry, name, version);
  if (!target)
    throw new ForgeError("input_invalid", {
      message: `${name} ${version} is not published.`,
      hint: "Name a published version; `plugsmith registry list` shows them.",
      facts: { name, version },
    });
  const existing = findRevocation(registry, name, version);
  // Spoken anew, it begins anew.
  const isRenewed = existing?.state === "suspended" && state === "suspended" && startOf(existing) < startOf({ by });
  if (!isRenewed && rank[existing?.state ?? target.status] >= rank[state]) return registry;
  const revocation: Revocation = { name, version, digest: target.digest, state, reason: reason.slice(0, 500), by };
  return {
    ...registry,
    sequence: registry.sequence + 1,
    updatedAt: at,
    plugins: registry.plugins.map((plugin) =>
      plugin.name !== name
        ? plugin
        : {
            ...plugin,
            versions: plugin.versions.map((entry) =>
              // A version that is offered to nobody new must be that again when its suspension ends.
              entry.version !== version || (state === "suspended" && entry.status === "disabled")
                ? entry
                : { ...entry, status: state },
            ),
          },
    ),
    revocations: [...registry.revocations.filter((entry) => entry !== existing), revocation],
  };
}

/**
 * The registry with the version suspended; the very same object when it already is suspended or revoked.
 * @throws ForgeError `input_invalid` for a version that is not published.
 */
export const suspendVersion = (registry: Registry, input: RevocationInput, at: string): Registry =>
  writeRevocation(registry, "suspended", input, at);

/** The registry with the version revoked, for ever; the very same object when it already is. Throws as `suspendVersion`. */
export const revokeVersion = (registry: Registry, input: RevocationInput, at: string): Registry =>
  writeRevocation(registry, "revoked", input, at);
