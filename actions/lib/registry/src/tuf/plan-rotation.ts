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
  type TopRole,
  type TufTree,
} from "./tuf-tree.ts";

const topRoles: readonly string[] = ["root", "targets", "snapshot", "timestamp"] satisfies TopRole[];

/** Keys that some role still names, with the new ones. */
function keepKeys(keys: Delegations["keys"], roles: readonly KeyRole[], added: RoleKeys): Delegations["keys"] {
  const used = new Set(roles.flatMap(({ keyids }) => keyids));
  const all = { ...keys, ...listKeys([added]) };
  return Object.fromEntries(Object.entries(all).filter(([id]) => used.has(id)));
}

function rotateRoot(root: RootSigned, name: TopRole, given: RoleKeys, at: Date): RootSigned {
  const roles = { ...root.roles, [name]: listKeyRole(name, given) };
  return {
    ...root,
    version: root.version + 1,
    expires: computeExpiry("root", at),
    keys: keepKeys(root.keys, Object.values(roles), given),
    roles,
  };
}

function rotateDelegations(delegations: Delegations, name: RoleName, given: RoleKeys): Delegations {
  const { succinct_roles: bins, roles = [] } = delegations;
  const keyRole = listKeyRole(name, given);
  if (name === "bins" && bins)
    return { keys: keepKeys(delegations.keys, [keyRole], given), succinct_roles: { ...bins, ...keyRole } };
  const next = roles.map((role) => (role.name === name ? { ...role, ...keyRole } : role));
  return { keys: keepKeys(delegations.keys, next, given), roles: next };
}

/**
 * Gives a role other keys and another threshold. A new root is signed by the old root's keys and the new ones; a delegated role's
 * keys change in the role that delegates to it. Whatever the role has signed is signed again in the same write.
 * @param tree with every role whose keys change; for `bins` all of them.
 * @throws ForgeError `policy_invalid` for thresholds that cannot be met.
 */
export function planRotation(tree: TufTree, name: RoleName, given: RoleKeys, at: Date): TufPlan {
  const again = (wanted: (role: string) => boolean) =>
    Object.fromEntries(
      Object.entries(tree.roles)
        .filter(([role]) => wanted(role))
        .map(([role, signed]) => [role, nextRole(role, signed, {}, at)]),
    );
  if (topRoles.includes(name)) {
    const root = rotateRoot(tree.root, name as TopRole, given, at);
    const plan = planRoles(
      { ...tree, root },
      again((role) => role === name),
      at,
    );
    return { ...plan, isNewRoot: true, previousRoot: tree.root };
  }
  const delegator = name === "bins" ? "plugins" : "targets";
  const roles = again(
    (role) => role === delegator || role === name || (name === "bins" && role.startsWith(`${binPrefix}-`)),
  );
  const handing = roles[delegator];
  if (!handing?.delegations) return planRoles(tree, roles, at);
  const delegations = rotateDelegations(handing.delegations, name, given);
  return planRoles(tree, { ...roles, [delegator]: { ...handing, delegations } }, at);
}
