import { nextRole, nextTimestamp, planRoles } from "./plan-targets.ts";
import { isDue } from "./tuf-lifetimes.ts";
import type { TufPlan } from "./tuf-plan.ts";
import type { TufTree } from "./tuf-tree.ts";

/**
 * What the daily run signs again: always the timestamp; the snapshot and every role whose life is half over.
 * @param tree with every role that shall be looked at.
 * @param canSign whether the signers at hand are enough for a role; the others are left to `listDue`.
 */
export function planRefresh(tree: TufTree, at: Date, canSign: (role: string) => boolean): TufPlan {
  const due = Object.entries(tree.roles).filter(([name, { expires }]) => isDue(name, expires, at) && canSign(name));
  const roles = Object.fromEntries(due.map(([name, role]) => [name, nextRole(name, role, {}, at)]));
  const plan = planRoles(tree, roles, at);
  const isSnapshotDue = due.length > 0 || isDue("snapshot", tree.snapshot.expires, at);
  return isSnapshotDue ? plan : { ...plan, snapshot: null, timestamp: nextTimestamp(tree.timestamp, at), removed: [] };
}

/** Roles whose life is half over and that people must sign: root first. */
export function listDue(tree: TufTree, at: Date, canSign: (role: string) => boolean): readonly string[] {
  const all = [
    ["root", tree.root.expires] as const,
    ...Object.entries(tree.roles).map(([name, { expires }]) => [name, expires] as const),
  ];
  return all.filter(([name, expires]) => isDue(name, expires, at) && !canSign(name)).map(([name]) => name);
}
