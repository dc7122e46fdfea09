import { Key, type Metadata, type Root, type Targets } from "@tufjs/models";
import type { RetiredKeys, TufKeyText } from "./tuf-ports.ts";

type Keyed = Metadata<Root> | Metadata<Targets>;

/** Bins share one entry under the prefix of their names, as they share their keys. */
const entryOf = (role: string) => role.replace(/-[0-9a-f]+$/u, "");

function listRoleKeys({ signed }: Keyed): Record<string, readonly string[]> {
  if ("roles" in signed)
    return Object.fromEntries(Object.entries(signed.roles).map(([name, { keyIDs }]) => [name, keyIDs]));
  const { roles = {}, succinctRoles } = signed.delegations ?? {};
  return Object.fromEntries([
    ...Object.entries(roles).map(([name, { keyIDs }]) => [name, keyIDs] as const),
    ...(succinctRoles ? [[succinctRoles.namePrefix, succinctRoles.keyIDs] as const] : []),
  ]);
}

const keysOf = ({ signed }: Keyed) => ("roles" in signed ? signed.keys : (signed.delegations?.keys ?? {}));

/** The retired keys once `after` has replaced `before`: what a role has lost is added, what it has again is taken out. */
export function addRetiredKeys(retired: RetiredKeys, before: Keyed, after: Keyed): RetiredKeys {
  const now = listRoleKeys(after);
  const next: Record<string, Record<string, TufKeyText>> = Object.fromEntries(
    Object.entries(retired).map(([role, keys]) => [role, { ...keys }]),
  );
  for (const [role, ids] of Object.entries(listRoleKeys(before)))
    for (const id of ids) {
      const key = keysOf(before)[id];
      if (key && !now[role]?.includes(id)) (next[role] ??= {})[id] = key.toJSON() as unknown as TufKeyText;
    }
  for (const [role, ids] of Object.entries(now)) for (const id of ids) delete next[role]?.[id];
  return next;
}

/** The id of a retired key of this role that did sign the metadata, or undefined. */
export function findRetiredSignature(
  retired: RetiredKeys,
  role: string,
  metadata: Metadata<never>,
): string | undefined {
  return Object.entries(retired[entryOf(role)] ?? {}).find(([id, text]) => {
    try {
      Key.fromJSON(id, { ...text }).verifySignature(metadata);
      return true;
    } catch {
      return false;
    }
  })?.[0];
}
