import { approvalNamespace } from "../proof/approval-message.ts";
import type { ProofDemand, UncountedReason } from "./quorum.ts";

/** What the sentences name. */
export interface UncountedContext {
  readonly headSha: string;
  readonly confirmation: string | null;
  readonly proof: ProofDemand | null;
}

const sign = ({ proof }: UncountedContext) =>
  `paste the output of \`printf '%s' '${proof?.message ?? ""}' | ssh-keygen -Y sign -n ${approvalNamespace} -f <key>\` into the review`;

const sentences: Record<UncountedReason, (context: UncountedContext) => string> = {
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
  stale_commit: ({ headSha }) => `reviewed another commit than ${headSha.slice(0, 7)}; review the newest commit`,
  before_pipeline: ({ headSha }) => `reviewed before the pipeline of ${headSha.slice(0, 7)} was green; review again`,
  dismissed: () => "had this review dismissed; review again",
  superseded: () => "gave a later review, which counts instead",
  time_unknown: () => "gave a review without a time that can be read; review again",
  reset: () => "reviewed before the branch was force-pushed or the pull request got another base; review again",
  permissions_unconfirmed: ({ confirmation }) =>
    `did not confirm the new permissions; review again with the line \`${confirmation ?? ""}\` in the text`,
  proof_missing: (context) => `did not sign the approval; ${sign(context)}`,
  proof_invalid: (context) => `gave a signature that does not hold for this package; ${sign(context)}`,
  proof_key_unknown: () => "signed with a key that reviewers.json does not list for this person",
  proof_untouched: () => "signed without touching a security key; sign with an sk-ssh key that asks for a touch",
};

/** The sentence that tells a reviewer why a review is not counted and what helps. Starts with the login. */
export function renderUncounted(login: string, reason: UncountedReason, context: UncountedContext): string {
  return `${login} ${sentences[reason](context)}.`;
}
