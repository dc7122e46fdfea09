import { createHash } from "node:crypto";
import { ForgeError } from "@plugsmith/schemas";
import { locateTarget } from "@plugsmith/trust/tuf";
import { findTargetRole } from "./find-role-keys.ts";
import { computeExpiry } from "./tuf-lifetimes.ts";
import type { TufPlan } from "./tuf-plan.ts";
import type { FileMeta, SnapshotSigned, TargetsSigned, TimestampSigned, TufTree } from "./tuf-tree.ts";

/** Texts of targets by path. */
export type TargetTexts = Readonly<Record<string, string>>;
/** null: the target goes. */
export type TargetChanges = Readonly<Record<string, string | null>>;

const describe = (text: string): FileMeta => ({
  length: Buffer.byteLength(text),
  hashes: { sha256: createHash("sha256").update(text).digest("hex") },
});

/** Bits of the bins' names. */
export const countBits = (roles: Readonly<Record<string, TargetsSigned>>): number =>
  roles["plugins"]?.delegations?.succinct_roles?.bit_length ?? 0;

export const nextSnapshot = (snapshot: SnapshotSigned, at: Date): SnapshotSigned => ({
  ...snapshot,
  version: snapshot.version + 1,
  expires: computeExpiry("snapshot", at),
});

export const nextTimestamp = (timestamp: TimestampSigned, at: Date): TimestampSigned => ({
  ...timestamp,
  version: timestamp.version + 1,
  expires: computeExpiry("timestamp", at),
  signed_at: at.toISOString(),
});

/** The role's next metadata with these targets, every other as it was. */
export function nextRole(name: string, role: TargetsSigned, texts: TargetChanges, at: Date): TargetsSigned {
  const kept = Object.entries(role.targets).filter(([path]) => texts[path] !== null);
  const added = Object.entries(texts).flatMap(([path, text]) =>
    text === null ? [] : [[path, describe(text)] as const],
  );
  return {
    ...role,
    version: role.version + 1,
    expires: computeExpiry(name, at),
    targets: Object.fromEntries([...kept, ...added]),
  };
}

/** A plan that signs these roles, and with them snapshot and timestamp. */
export function planRoles(tree: TufTree, roles: Readonly<Record<string, TargetsSigned>>, at: Date): TufPlan {
  return {
    root: tree.root,
    isNewRoot: false,
    previousRoot: null,
    roles,
    keyRoles: { ...tree.roles, ...roles },
    snapshot: nextSnapshot(tree.snapshot, at),
    timestamp: nextTimestamp(tree.timestamp, at),
    files: {},
    removed: [
      `${tree.snapshot.version}.snapshot.json`,
      ...Object.keys(roles).map((name) => `${tree.snapshot.meta[`${name}.json`]?.version ?? 0}.${name}.json`),
    ],
  };
}

/**
 * Publishes these targets: only the roles that sign one that really changed get new metadata.
 * @param tree must hold the roles of `listTouchedRoles`.
 * @returns null when nothing differs.
 */
export function planTargets(tree: TufTree, texts: TargetChanges, at: Date): TufPlan | null {
  const bits = countBits(tree.roles);
  const findRole = (path: string) => {
    const name = findTargetRole(path, bits);
    const role = tree.roles[name];
    if (role) return { name, role };
    throw new ForgeError("registry_invalid", { message: `The registry's role ${name} was not read.`, facts: { name } });
  };
  const changed = Object.entries(texts).filter(([path, text]) => {
    const wanted = text === null ? undefined : describe(text).hashes.sha256;
    return findRole(path).role.targets[path]?.hashes.sha256 !== wanted;
  });
  if (changed.length === 0) return null;
  const groups = [...Map.groupBy(changed, ([path]) => findRole(path).name)].sort(([a], [b]) => (a < b ? -1 : 1));
  const roles = groups.map(([name, entries]) => {
    const role = tree.roles[name] as TargetsSigned;
    return [name, nextRole(name, role, Object.fromEntries(entries), at)] as const;
  });
  const plan = planRoles(tree, Object.fromEntries(roles), at);
  const replaced = changed.flatMap(([path]) => {
    const before = findRole(path).role.targets[path];
    return before ? [locateTarget(path, before.hashes.sha256)] : [];
  });
  const texted = changed.flatMap(([path, text]) => (text === null ? [] : [[path, text] as const]));
  return { ...plan, files: locateTexts(texted), removed: [...plan.removed, ...replaced] };
}

/** Where the bytes of these targets go. */
export const locateTexts = (entries: readonly (readonly [path: string, text: string])[]): Record<string, string> =>
  Object.fromEntries(entries.map(([path, text]) => [locateTarget(path, describe(text).hashes.sha256), text]));
