import { findRevocation, revokeVersion, suspendVersion } from "@plugsmith/registry";
import { ForgeError, type Person, type Registry, type Reviewers } from "@plugsmith/schemas";
import { decideRole } from "@plugsmith/trust";

export interface RevocationWish {
  readonly name: string;
  readonly version: string;
  readonly reason: string | undefined;
  /** Approvers on whose word it happens. */
  readonly by: readonly Person[];
  /** One approver's word, which a second must confirm. */
  readonly suspend: boolean;
  readonly at: string;
}

const refuse = (message: string, hint: string): never => {
  throw new ForgeError("command_not_allowed", { message, hint });
};

function demandPeople({ by, suspend, at }: RevocationWish, reviewers: Reviewers): void {
  const needed = suspend ? 1 : 2;
  for (const { id, login } of by)
    if (decideRole(reviewers, id, at) !== "holds")
      refuse(
        `${login} (${id}) does not hold the approver role.`,
        "The role is what reviewers.json of the registry says.",
      );
  if (new Set(by.map(({ id }) => id)).size < needed)
    refuse(
      suspend ? "A suspension needs one approver." : "A revocation needs two different approvers.",
      "Name them with --by <id:login>; one alone may --suspend.",
    );
}

/**
 * The registry with the version suspended or revoked. What stands already is written once more, unchanged, so that keys at hand
 * sign it: a revocation from a job is permanent only in the list that people sign.
 * @throws ForgeError `command_not_allowed` for people without the role or too few, `input_invalid` for a version that is not
 * published or without a reason.
 */
export function planRevocation(registry: Registry, reviewers: Reviewers, wish: RevocationWish): Registry {
  const { name, version, reason, by, suspend, at } = wish;
  const standing = findRevocation(registry, name, version);
  if (standing && (standing.state === "revoked" || suspend))
    return { ...registry, sequence: registry.sequence + 1, updatedAt: at };
  if (reason === undefined)
    throw new ForgeError("input_invalid", { message: "A reason is missing.", hint: "Say it with --reason <text>." });
  demandPeople(wish, reviewers);
  const input = { name, version, reason, by: by.map(({ id, login }) => ({ id, login, at })) };
  return suspend ? suspendVersion(registry, input, at) : revokeVersion(registry, input, at);
}
