import type { UncountedReason } from "./quorum.ts";

const sentences: Record<UncountedReason, (headSha: string) => string> = {
  not_approver: () => "is not in the approver role; ask an approver to review",
  role_expired: () => "no longer holds the approver role; ask another approver to review",
  role_not_started: () => "did not hold the approver role yet when the review was made; review again",
  not_in_team: () => "is not a member of the approver team now; ask a member to review",
  bot: () => "is not a person; only people approve",
  account_missing: () => "has no account any more; ask another approver to review",
  requester: () => "asked for this plugin; another approver must review it",
  pusher: () => "pushed to this pull request; another approver must review it",
  author: () => "wrote a commit of this pull request; another approver must review it",
  committer: () => "committed to this pull request; another approver must review it",
  co_author: () => "is a co-author of a commit of this pull request; another approver must review it",
  forge: () => "is the forge itself; only people approve",
  stale_commit: (head) => `reviewed another commit than ${head.slice(0, 7)}; review the newest commit`,
  before_pipeline: (head) => `reviewed before the pipeline of ${head.slice(0, 7)} was green; review again`,
  dismissed: () => "had this review dismissed; review again",
  superseded: () => "gave a later review, which counts instead",
  time_unknown: () => "gave a review without a time that can be read; review again",
};

/** The sentence that tells a reviewer why a review is not counted and what helps. Starts with the login. */
export function renderUncounted(login: string, reason: UncountedReason, headSha: string): string {
  return `${login} ${sentences[reason](headSha)}.`;
}
