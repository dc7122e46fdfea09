import { decideExcluded, decideQuorum, type Quorum } from "@plugsmith/trust";
import type { Facts } from "../facts/facts.ts";
import { listApproverIds } from "../facts/gather-standings.ts";

/** Who pushed, as far as deliveries told: the log keeps the sender of each push to the pull request. */
function listPushers(facts: Facts): { id: number; login: string }[] {
  return facts.records.flatMap((record) => (record.kind === "head_pushed" && record.actor ? [record.actor] : []));
}

/** The quorum on the pull request's head, or null while there is no pull request or no readable configuration. */
export function decideHeadQuorum(facts: Facts): Quorum | null {
  if (!facts.pull || !facts.config.ok) return null;
  const { pipeline } = facts;
  return decideQuorum({
    headSha: facts.pull.headSha,
    // Two digests for one commit: nobody can know what was approved.
    digestKnownSince: pipeline.conflicting ? null : pipeline.digestKnownSince,
    required: facts.config.value.approvals.required,
    reviews: facts.reviews,
    reviewers: facts.reviewers,
    teamIds: [...listApproverIds(facts.config, facts.teamIds)],
    excluded: decideExcluded({
      requester: facts.request.author,
      commits: facts.commits,
      forgeLogin: facts.forge.login,
      pushers: listPushers(facts),
    }),
    now: facts.now,
  });
}
