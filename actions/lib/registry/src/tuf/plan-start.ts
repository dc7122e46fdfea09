import { ForgeError } from "@plugsmith/schemas";
import type { TufKeyText } from "@plugsmith/trust/tuf";
import { registryTargets } from "@plugsmith/trust/tuf";
import { findTargetRole, renderBin } from "./find-role-keys.ts";
import { locateTexts, nextRole, type TargetTexts } from "./plan-targets.ts";
import { computeExpiry } from "./tuf-lifetimes.ts";
import type { TufPlan } from "./tuf-plan.ts";
import { computeKeyId } from "./tuf-signer.ts";
import {
  binPrefix,
  type Delegations,
  type KeyRole,
  type RoleKeys,
  type RoleName,
  type RootSigned,
  type TargetsSigned,
} from "./tuf-tree.ts";

/** Version of TUF that the metadata follow. */
const specVersion = "1.0.31";

export interface TufStart {
  readonly roles: Readonly<Record<RoleName, RoleKeys>>;
  /** 2 to this power hash bins; 4 suits a thousand plugins, 7 ten thousand. */
  readonly bits: number;
  readonly targets: TargetTexts;
  readonly at: Date;
}

/**
 * Ids and threshold of a role.
 * @throws ForgeError `policy_invalid` when the threshold cannot be met or a key is named twice.
 */
export function listKeyRole(name: string, { keys, threshold }: RoleKeys): KeyRole {
  const keyids = keys.map(computeKeyId).sort();
  const isWrong = !Number.isInteger(threshold) || threshold < 1 || threshold > keyids.length;
  if (isWrong || new Set(keyids).size !== keyids.length)
    throw new ForgeError("policy_invalid", {
      message: `The registry's role ${name} cannot be signed by ${threshold} of ${new Set(keyids).size} different keys.`,
      hint: "Name each key once, and a threshold between one and their number.",
      facts: { name, threshold, keys: keyids.length },
    });
  return { keyids, threshold };
}

export const listKeys = (roles: readonly RoleKeys[]): Record<string, TufKeyText> =>
  Object.fromEntries(
    roles
      .flatMap(({ keys }) => keys.map((key) => [computeKeyId(key), key] as const))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/** Paths that the delegated roles may speak of. */
const delegatedPaths = {
  registry: [registryTargets.registry],
  revocations: [registryTargets.revocations],
  suspensions: [registryTargets.suspensions],
  plugins: ["index/*"],
} as const;

function delegate(roles: TufStart["roles"]): Delegations {
  const names = Object.keys(delegatedPaths) as (keyof typeof delegatedPaths)[];
  return {
    keys: listKeys(names.map((name) => roles[name])),
    roles: names.map((name) => ({
      name,
      ...listKeyRole(name, roles[name]),
      paths: delegatedPaths[name],
      terminating: true,
    })),
  };
}

function makeRoot(roles: TufStart["roles"], at: Date): RootSigned {
  const { root, targets, snapshot, timestamp } = roles;
  return {
    _type: "root",
    spec_version: specVersion,
    version: 1,
    expires: computeExpiry("root", at),
    consistent_snapshot: true,
    keys: listKeys([root, targets, snapshot, timestamp]),
    roles: {
      root: listKeyRole("root", root),
      targets: listKeyRole("targets", targets),
      snapshot: listKeyRole("snapshot", snapshot),
      timestamp: listKeyRole("timestamp", timestamp),
    },
  };
}

/**
 * The first metadata of a registry: every role and every bin in version 1.
 * @throws ForgeError `policy_invalid` for thresholds that cannot be met.
 */
export function planStart({ roles, bits, targets, at }: TufStart): TufPlan {
  const bins = Array.from({ length: 2 ** bits }, (_, index) => renderBin(index, bits));
  const delegations: Readonly<Record<string, Delegations>> = {
    targets: delegate(roles),
    plugins: {
      keys: listKeys([roles.bins]),
      succinct_roles: { ...listKeyRole("bins", roles.bins), bit_length: bits, name_prefix: binPrefix },
    },
  };
  const groups = Map.groupBy(Object.entries(targets), ([path]) => findTargetRole(path, bits) as string);
  const make = (name: string): readonly [string, TargetsSigned] => {
    const given = delegations[name];
    const empty: TargetsSigned = {
      _type: "targets",
      spec_version: specVersion,
      version: 0,
      expires: "",
      targets: {},
      ...(given ? { delegations: given } : {}),
    };
    return [name, nextRole(name, empty, Object.fromEntries(groups.get(name) ?? []), at)];
  };
  const made = Object.fromEntries(["targets", ...Object.keys(delegatedPaths), ...bins].map(make));
  const root = makeRoot(roles, at);
  return {
    root,
    isNewRoot: true,
    previousRoot: null,
    roles: made,
    keyRoles: made,
    snapshot: {
      _type: "snapshot",
      spec_version: specVersion,
      version: 1,
      expires: computeExpiry("snapshot", at),
      meta: {},
    },
    timestamp: {
      _type: "timestamp",
      spec_version: specVersion,
      version: 1,
      expires: computeExpiry("timestamp", at),
      meta: { "snapshot.json": { version: 1, length: 0, hashes: { sha256: "" } } },
      signed_at: at.toISOString(),
    },
    files: locateTexts(Object.entries(targets)),
    removed: [],
  };
}
