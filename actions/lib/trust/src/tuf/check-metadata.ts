import { Metadata, MetadataKind, type Snapshot, type Targets, type Timestamp } from "@tufjs/models";
import { refuseTuf } from "./explain-tuf-error.ts";
import { tufLimits } from "./tuf-limits.ts";

/** @throws ForgeError `registry_invalid` for a number that is no version, `registry_fast_forward` for a leap. */
export function checkVersionStep(role: string, trusted: number, version: number): void {
  if (!Number.isSafeInteger(version) || version < 1)
    refuseTuf("registry_invalid", `The registry's ${role} metadata have the version ${version}.`, { role });
  if (version - trusted > tufLimits.versionStep)
    refuseTuf("registry_fast_forward", `The registry's ${role} metadata leap from version ${trusted} to ${version}.`, {
      role,
      trusted,
      version,
    });
}

/** Every version that a snapshot names, against the snapshot trusted before. Throws as `checkVersionStep`. */
export function checkSnapshotSteps(before: Metadata<Snapshot> | undefined, after: Metadata<Snapshot>): void {
  for (const [file, { version }] of Object.entries(after.signed.meta))
    checkVersionStep(file.replace(/\.json$/u, ""), before?.signed.meta[file]?.version ?? 0, version);
}

/**
 * Two timestamps under one number must say the same; other signatures are no difference.
 * @throws ForgeError `registry_rollback`.
 */
export function checkSameTimestamp(trusted: Metadata<Timestamp>, bytes: Uint8Array): void {
  const other = Metadata.fromJSON(MetadataKind.Timestamp, JSON.parse(Buffer.from(bytes).toString("utf8")));
  if (!trusted.signed.equals(other.signed))
    refuseTuf(
      "registry_rollback",
      `The registry shows timestamp ${trusted.signed.version} with other content than before.`,
    );
}

/** Whether a role may speak of a target. */
export type Speaks = (path: string) => boolean;

/** What a delegated role may speak of: what its delegator gives it, out of what the delegator may speak of itself. */
export function limitSpeech(delegator: Metadata<Targets>, role: string, may: Speaks): Speaks {
  const { roles, succinctRoles } = delegator.signed.delegations ?? {};
  const isGiven: Speaks = (path) =>
    succinctRoles ? succinctRoles.getRoleForTarget(path) === role : (roles?.[role]?.isDelegatedPath(path) ?? false);
  return (path) => may(path) && isGiven(path);
}

/** @throws ForgeError `registry_extraneous` for a role that names a target which is not its own. */
export function checkSpeech(role: string, metadata: Metadata<Targets>, may: Speaks): void {
  const path = Object.keys(metadata.signed.targets).find((target) => !may(target));
  if (path !== undefined)
    refuseTuf("registry_extraneous", `The registry's role ${role} names ${path}, which is not its own.`, {
      role,
      path,
    });
}
