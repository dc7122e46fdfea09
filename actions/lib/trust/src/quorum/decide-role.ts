import type { Reviewers } from "@plugsmith/schemas";

/** Does the person hold the approver role at that moment? Times are compared as instants, `until` is exclusive. */
export function decideRole(
  reviewers: Reviewers,
  id: number,
  at: string,
): "holds" | "not_approver" | "role_expired" | "role_not_started" {
  const roles = reviewers.reviewers.filter((entry) => entry.id === id && entry.role === "approver");
  if (roles.length === 0) return "not_approver";
  const moment = Date.parse(at);
  // NaN compares false everywhere: a time that cannot be read never holds a role.
  if (
    roles.some(
      (role) => Date.parse(role.from) <= moment && (role.until === undefined || moment < Date.parse(role.until)),
    )
  )
    return "holds";
  return roles.some((role) => role.until !== undefined && Date.parse(role.until) <= moment)
    ? "role_expired"
    : "role_not_started";
}
