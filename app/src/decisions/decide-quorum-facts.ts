import {
  type Blocker,
  decideExcluded,
  decideObstacles,
  decideQuorum,
  decideResetAt,
  type Quorum,
} from "@plugsmith/trust";
import { findAccepted } from "../facts/derive-records.ts";
import type { Facts } from "../facts/facts.ts";
import { listApproverIds } from "../facts/gather-standings.ts";
import { decideDemands } from "./decide-demands.ts";

/** GitHub lists no more commits of a pull request. */
const maxCommits = 250;

/** Who pushed, by the activity log and by the sender of each push that a delivery told. */
function listPushers(facts: Facts): { id: number; login: string }[] {
  const heard = facts.records.flatMap((record) =>
    record.kind === "head_pushed" && record.actor ? [record.actor] : [],
  );
  return [...heard, ...(facts.evidence.pushers ?? [])];
}

const block = (reason: Blocker["reason"], message: string): Blocker => ({ login: "", reviewId: null, reason, message });

function listObstacles(facts: Facts, unknown: boolean): Blocker[] {
  const { evidence, commits } = facts;
  if (!evidence.asked) return [];
  const name = findAccepted(facts.records)?.name ?? "";
  const shape = { name, files: evidence.files, commitsListed: commits.length < maxCommits };
  const history = "The history of the pull request cannot be read, so nobody knows what approvals were given for; ";
  return [
    ...decideObstacles(shape),
    ...(unknown
      ? [block("version_unknown", `plugins/${name}/plugin.json of this commit cannot be read; correct it.`)]
      : []),
    ...(evidence.events === null
      ? [block("history_unknown", `${history}let the App read issues and pull requests.`)]
      : []),
    ...(evidence.pushers === null
      ? [block("history_unknown", "The branch was pushed to so often that not everybody is known; open a new request.")]
      : []),
  ];
}

/** The quorum on the pull request's head, or null while there is no pull request or no readable configuration. */
export function decideHeadQuorum(facts: Facts): Quorum | null {
  if (!facts.pull || !facts.config.ok) return null;
  const { pipeline, evidence } = facts;
  const { confirmation, proof, unknown } = decideDemands(facts);
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
    resetAt: decideResetAt(evidence.events ?? []),
    obstacles: listObstacles(facts, unknown),
    confirmation: confirmation?.line ?? null,
    proof,
    maintainerIds: evidence.maintainerIds,
    now: facts.now,
  });
}
