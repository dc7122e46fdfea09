import type { CommandName } from "./command.ts";
import { permissionMatrix, type Role } from "./permission-matrix.ts";

/** Each role in words, as part of a sentence. */
export const roleWords: Readonly<Record<Role, string>> = {
  anonymous: "anyone",
  requester: "the requester",
  triage: "triagers",
  write: "people with write access",
  approver: "approvers",
  maintainer: "maintainers",
  admin: "administrators",
  blocked: "blocked people",
  bot: "bots",
};

/** "the requester, triagers and approvers"; "anyone" where everybody may. */
export function renderRoles(command: CommandName): string {
  const allowed = permissionMatrix[command];
  if (allowed.includes("anonymous")) return roleWords.anonymous;
  const names = allowed.map((role) => roleWords[role]);
  return names.length < 2 ? (names[0] ?? "nobody") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
