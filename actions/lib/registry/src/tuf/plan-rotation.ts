import { listKeyRole, listKeys } from "./plan-start.ts";
import { nextRole, planRoles } from "./plan-targets.ts";
import { computeExpiry } from "./tuf-lifetimes.ts";
import type { TufPlan } from "./tuf-plan.ts";
import {
  binPrefix,
  type Delegations,
  type KeyRole,
  type RoleKeys,
  type RoleName,
  type RootSigned,
  type TargetsSigned,
  type TopRole,
  type TufTree,
} from "./tuf-tree.ts";

const topRoles: readonly string[] = ["root", "targets", "snapshot", "timestamp"] satisfies TopRole[];

/** New keys and thresholds by role. */
export type KeyChanges = Readonly<Partial<Record<RoleName, RoleKeys>>>;

/** Keys that some role still names, old and new. */
function keepKeys(keys: Delegations["keys"], roles: readonly KeyRole[], changes: KeyChanges): Delegations["keys"] {
  const used = new Set(roles.flatMap(({ keyids }) => keyids));
  const all = { ...keys, ...listKeys(Object.values(changes)) };
  return Object.fromEntries(Object.entries(all).filter(([id]) => used.has(id)));
}

function rotateRoot(root: RootSigned, changes: KeyChanges, at: Date): RootSigned {
  const given = Object.entries(changes).filter(([name]) => topRoles.includes(name));
  const changed = Object.fromEntries(given.map(([name, keys]) => [name, listKeyRole(name, keys)]));
  const roles = { ...root.roles, ...changed };
  return {
    ...root,
    version: root.version + 1,
    expires: computeExpiry("root", at),
    keys: keepKeys(root.keys, Object.values(roles), changes),
    roles,
  };
}

function rotateDelegations(delegations: Delegations, changes: KeyChanges): Delegations {
  const { succinct_roles: bins, roles } = delegations;
  if (bins) {
    const next = changes.bins ? { ...bins, ...listKeyRole("bins", changes.bins) } : bins;
    return { keys: keepKeys(delegations.keys, [next], changes), succinct_roles: next };
  }
  const next = (roles ?? []).map((role) => {
    const given = changes[role.name as RoleName];
    return given ? { ...role, ...listKeyRole(role.name, given) } : role;
  });
  return { keys: keepKeys(delegations.keys, next, changes), roles: next };
}

/** Roles whose metadata a rotation signs again: those with new keys, and those that name their keys. */
export function isRotated(role: string, changes: KeyChanges): boolean {
  const isDelegated = (name: string) => name !== "bins" && !topRoles.includes(name);
  if (role.startsWith(`${binPrefix}-`)) return "bins" in changes;
  if (role === "targets" && Object.keys(changes).some(isDelegated)) return true;
  return role in changes || (role === "plugins" && "bins" in changes);
}

/**
 * Gives roles other keys and thresholds, all in one write: a lost key that several roles share could not sign the steps between.
 * A new root is signed by the old root's keys and the new ones; whatever the roles have signed is signed again.
 * @param tree with every role of `isRotated`.
 * @throws ForgeError `policy_invalid` for thresholds that cannot be met.
 */
export function planRotation(tree: TufTree, changes: KeyChanges, at: Date): TufPlan {
  const isNewRoot = Object.keys(changes).some((name) => topRoles.includes(name));
  const root = isNewRoot ? rotateRoot(tree.root, changes, at) : tree.root;
  const again = Object.entries(tree.roles)
    .filter(([role]) => isRotated(role, changes))
    .map(([role, signed]): readonly [string, TargetsSigned] => {
      const next = nextRole(role, signed, {}, at);
      const { delegations } = next;
      return [role, delegations ? { ...next, delegations: rotateDelegations(delegations, changes) } : next];
    });
  const plan = planRoles({ ...tree, root }, Object.fromEntries(again), at);
  return isNewRoot ? { ...plan, isNewRoot, previousRoot: tree.root } : plan;
}
