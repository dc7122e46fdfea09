import type { Reviewers } from "@plugsmith/schemas";
import { decideRole } from "@plugsmith/trust";
import type { ParsedConfig } from "../config/parse-config-text.ts";
import { readPermission } from "../github/read-standing.ts";
import type { Account, StandingFact } from "./facts.ts";
import type { GatherContext } from "./gather-context.ts";

/** Approvers by the configuration of the base branch: team members now, or the users it names. */
export function listApproverIds(config: ParsedConfig, teamIds: readonly number[] | null): readonly number[] {
  if (!config.ok) return [];
  return teamIds ?? (config.value.approvers.users ?? []).map((user) => user.id);
}

/** Somebody is an approver who is named in both the registry's list and the configuration, now. */
export function isApprover(
  id: number,
  facts: {
    readonly config: ParsedConfig;
    readonly teamIds: readonly number[] | null;
    readonly reviewers: Reviewers;
    readonly now: string;
  },
): boolean {
  return (
    decideRole(facts.reviewers, id, facts.now) === "holds" && listApproverIds(facts.config, facts.teamIds).includes(id)
  );
}

/** Standing of each person, asked from the API now; each person once. */
export async function gatherStandings(
  context: GatherContext,
  people: readonly Account[],
  facts: Parameters<typeof isApprover>[1],
): Promise<StandingFact[]> {
  const unique = [...new Map(people.filter((one) => one.type === "User").map((one) => [one.id, one])).values()];
  return Promise.all(
    unique.map(async ({ id, login }) => ({
      id,
      login,
      permission: await readPermission(context.request, context.repository, { id, login }),
      approver: isApprover(id, facts),
    })),
  );
}
