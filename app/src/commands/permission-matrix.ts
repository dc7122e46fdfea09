import type { StandingFact } from "../facts/facts.ts";
import type { CommandName } from "./command.ts";

export type Role = "anyone" | "requester" | "triager" | "maintainer" | "approver";

/** Who may use which command: the whole rule in one place. Roles are asked from the API at the moment of use. */
export const permissionMatrix: Readonly<Record<CommandName, readonly Role[]>> = {
  help: ["anyone"],
  status: ["anyone"],
  why: ["anyone"],
  accept: ["triager", "maintainer"],
  retry: ["requester", "triager", "maintainer", "approver"],
  cancel: ["requester", "maintainer"],
  hold: ["requester", "triager", "maintainer", "approver"],
  unhold: ["maintainer", "approver"],
  publish: ["maintainer", "approver"],
  revoke: ["approver"],
};

const permissions: Partial<Record<Role, readonly StandingFact["permission"][]>> = {
  triager: ["triage", "write", "maintain", "admin"],
  maintainer: ["maintain", "admin"],
};

/** May this person use the command on a request of `requester`? What could not be determined counts as no. */
export function isAllowed(command: CommandName, standing: StandingFact, requester: number): boolean {
  return permissionMatrix[command].some((role) => {
    if (role === "anyone") return true;
    if (role === "requester") return standing.id === requester;
    if (role === "approver") return standing.approver;
    return permissions[role]?.includes(standing.permission) === true;
  });
}

const words: Record<Role, string> = {
  anyone: "anyone",
  requester: "the requester",
  triager: "triagers",
  maintainer: "maintainers",
  approver: "approvers",
};

/** "the requester, triagers and approvers". */
export function renderRoles(command: CommandName): string {
  const names = permissionMatrix[command].map((role) => words[role]);
  return names.length < 2 ? (names[0] ?? "nobody") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
