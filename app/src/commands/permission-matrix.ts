import type { CommandName } from "./command.ts";

/**
 * Everything somebody can be to a request, in the order of the table. `blocked` is whom the API gives no access at all, or
 * who may not write in a locked conversation; `bot` is every App, whatever account it writes with.
 */
export const roles = [
  "anonymous",
  "requester",
  "triage",
  "write",
  "approver",
  "maintainer",
  "admin",
  "blocked",
  "bot",
] as const;
export type Role = (typeof roles)[number];

const everybody: readonly Role[] = ["anonymous", "requester", "triage", "write", "approver", "maintainer", "admin"];
const involved: readonly Role[] = ["requester", "triage", "write", "approver", "maintainer", "admin"];
const deciders: readonly Role[] = ["approver", "maintainer", "admin"];

/**
 * Who may use which command: the whole rule in one place; help and docs/reference/commands.md are made from it. One role
 * is enough. Nothing is inherited: an administrator who is no approver does not revoke.
 */
export const permissionMatrix: Readonly<Record<CommandName, readonly Role[]>> = {
  help: everybody,
  status: everybody,
  why: everybody,
  accept: ["triage", "write", "maintainer", "admin"],
  retry: involved,
  cancel: ["requester", "maintainer", "admin"],
  hold: involved,
  unhold: deciders,
  publish: deciders,
  revoke: ["approver"],
  upgrade: ["maintainer", "admin"],
  run: deciders,
  refine: ["requester", "write", "maintainer", "admin"],
};
