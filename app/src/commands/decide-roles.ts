import type { StandingFact } from "../facts/facts.ts";
import type { CommandName } from "./command.ts";
import { permissionMatrix, type Role } from "./permission-matrix.ts";

const byPermission: Readonly<Record<StandingFact["permission"], Role | null>> = {
  unknown: null,
  none: "blocked",
  read: "anonymous",
  triage: "triage",
  write: "write",
  maintain: "maintainer",
  admin: "admin",
};
/** Who can still write in a locked conversation on GitHub. */
const unlocked: readonly Role[] = ["write", "maintainer", "admin"];

/**
 * What somebody is to a request of `requester`, by numeric ids and the API's answer of this moment. An answer that did not
 * come makes nobody anything: the list is empty, and every command is refused.
 */
export function decideRoles(
  standing: StandingFact | undefined,
  request: { readonly requester: number; readonly locked: boolean },
): readonly Role[] {
  const role = standing ? byPermission[standing.permission] : null;
  if (!standing || role === null) return [];
  if (role === "blocked" || (request.locked && !unlocked.includes(role))) return ["blocked"];
  return [
    role,
    ...(standing.id === request.requester ? (["requester"] as const) : []),
    ...(standing.approver ? (["approver"] as const) : []),
  ];
}

/** May somebody of these roles use the command? */
export const isAllowed = (command: CommandName, held: readonly Role[]): boolean =>
  held.some((role) => permissionMatrix[command].includes(role));
