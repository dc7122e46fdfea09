import { ForgeError } from "@plugsmith/schemas";
import type { TufKeyText } from "@plugsmith/trust/tuf";
import type { KeyChanges } from "./plan-rotation.ts";
import { computeKeyId } from "./tuf-signer.ts";
import { type RoleKeys, type RoleName, roleNames } from "./tuf-tree.ts";

/** Roles that jobs sign with the online key. */
export const onlineRoles = ["timestamp", "snapshot", "registry", "suspensions", "bins"] as const;
/** Roles that people sign offline. */
export const peopleRoles = ["root", "targets", "plugins", "revocations"] as const;

export type RoleTable = Readonly<Record<RoleName, RoleKeys>>;

export interface PeopleKeys {
  readonly people: readonly TufKeyText[];
  /** How many of them must sign. */
  readonly threshold: number;
}

/** Who signs what in a new registry: people the root and whatever must not depend on a machine, the online key the rest. */
export function planKeyRoles({ people, threshold }: PeopleKeys, online: TufKeyText): RoleTable {
  const isPeople = (name: RoleName) => peopleRoles.some((role) => role === name);
  const entries = roleNames.map((name): [RoleName, RoleKeys] => [
    name,
    isPeople(name) ? { keys: people, threshold } : { keys: [online], threshold: 1 },
  ]);
  return Object.fromEntries(entries) as Record<RoleName, RoleKeys>;
}

/** The online roles with this key instead of the one before. */
export const planOnlineChange = (online: TufKeyText): KeyChanges =>
  Object.fromEntries(onlineRoles.map((name) => [name, { keys: [online], threshold: 1 }]));

export interface PeopleChange {
  /** Ids, or beginnings of ids of at least eight digits, of keys that no longer count. */
  readonly drop: readonly string[];
  readonly add: readonly TufKeyText[];
  readonly threshold?: number;
}

function findDropped(keys: readonly TufKeyText[], prefix: string): string {
  const found = keys.map(computeKeyId).filter((id) => prefix.length >= 8 && id.startsWith(prefix));
  if (found.length === 1) return found[0] as string;
  throw new ForgeError("key_unknown", {
    message: `No role of people has exactly one key whose id begins with ${prefix.slice(0, 64)}.`,
    hint: `They have: ${keys.map((key) => computeKeyId(key).slice(0, 12)).join(", ")}.`,
  });
}

/**
 * Other people's keys in every role that people sign.
 * @param roles who signs now. @throws ForgeError `key_unknown` for a key to drop that no role has.
 */
export function planPeopleChange(roles: RoleTable, change: PeopleChange): KeyChanges {
  const all = new Map(peopleRoles.flatMap((name) => roles[name].keys).map((key) => [computeKeyId(key), key] as const));
  const dropped = new Set(change.drop.map((prefix) => findDropped([...all.values()], prefix)));
  return Object.fromEntries(
    peopleRoles.map((name) => {
      const kept = roles[name].keys.filter((key) => !dropped.has(computeKeyId(key)));
      const known = new Set(kept.map(computeKeyId));
      const keys = [...kept, ...change.add.filter((key) => !known.has(computeKeyId(key)))];
      return [name, { keys, threshold: change.threshold ?? roles[name].threshold }];
    }),
  );
}
