import type { Reviewers, Timestamp } from "@plugsmith/schemas";

/** A review as GitHub's REST API lists it, reduced to what the decision needs. */
export interface ReviewFact {
  readonly id: number;
  /** null: the account was deleted. */
  readonly user: { readonly id: number; readonly login: string; readonly type: string } | null;
  /** `APPROVED`, `CHANGES_REQUESTED`, `COMMENTED`, `DISMISSED` or `PENDING`; any letter case. */
  readonly state: string;
  readonly commitId: string | null;
  readonly submittedAt: string | null;
  /** Text of the review; left out is the same as empty. */
  readonly body?: string;
}

/** Why somebody's approval may not count although they hold the role. */
export type ExclusionReason =
  | "requester"
  | "pusher"
  | "author"
  | "committer"
  | "co_author"
  | "forge"
  /** A commit names an author whom GitHub links to no account: nobody can be proved to be somebody else. */
  | "unknown_author";

export interface ExcludedPerson {
  /** null: only the login (or, for `unknown_author`, the text of the commit) is known. */
  readonly id: number | null;
  readonly login: string;
  readonly reason: ExclusionReason;
}

export interface QuorumFacts {
  readonly headSha: string;
  /** End of the newest successful pipeline run of `headSha`; null while no digest is known. */
  readonly digestKnownSince: Timestamp | null;
  /** Approvals needed, at least 1. */
  readonly required: number;
  readonly reviews: readonly ReviewFact[];
  readonly reviewers: Reviewers;
  /** Members of the approver team by numeric id, where it was asked; a failed question is `[]`, not null. */
  readonly teamIds?: readonly number[] | null;
  readonly excluded: readonly ExcludedPerson[];
  /** Newest force-push of the branch or change of the base, where there was one: what was approved before is not what is shown now. */
  readonly resetAt?: Timestamp | null;
  /** What stops publishing whoever approves: files outside the plugin, commits that nobody can list. */
  readonly obstacles?: readonly Blocker[];
  /** Line that each approval must contain because this version asks for more than the published one; null: none. */
  readonly confirmation?: string | null;
  /** Signature that each approval must carry; null: the review itself is enough. */
  readonly proof?: ProofDemand | null;
  /** For critical plugins: ids of the reviewers who are maintainers, one of whom must be counted; null: not critical. */
  readonly maintainerIds?: readonly number[] | null;
  readonly now: Timestamp;
}

/** What an approval's SSH signature must be over, and by which kind of key. */
export interface ProofDemand {
  readonly kind: "ssh" | "ssh-sk";
  /** `<plugin>@<version> <digest> <head>`. */
  readonly message: string;
}

export type UncountedReason =
  | "not_approver"
  | "role_expired"
  | "role_not_started"
  | "not_in_team"
  | "bot"
  | "account_missing"
  | "requester"
  | "pusher"
  | "author"
  | "committer"
  | "co_author"
  | "forge"
  | "stale_commit"
  | "before_pipeline"
  | "dismissed"
  | "superseded"
  | "time_unknown"
  | "reset"
  | "permissions_unconfirmed"
  | "proof_missing"
  | "proof_invalid"
  | "proof_key_unknown"
  | "proof_untouched";

export interface CountedReview {
  readonly id: number;
  readonly login: string;
  readonly reviewId: number;
  readonly submittedAt: Timestamp;
}

export interface UncountedReview {
  readonly login: string;
  readonly reviewId: number;
  readonly reason: UncountedReason;
  /** A sentence for people: why, and what to do. */
  readonly message: string;
}

export interface Blocker {
  readonly login: string;
  /** null: not a review but the pull request itself blocks. */
  readonly reviewId: number | null;
  readonly reason:
    | "changes_requested"
    | "unknown_author"
    | "commits_unlisted"
    | "files_outside"
    | "maintainer_missing"
    | "version_unknown"
    | "history_unknown";
  readonly message: string;
}

export interface Quorum {
  readonly required: number;
  readonly count: number;
  /** `count >= required` and nothing blocks. */
  readonly reached: boolean;
  readonly counted: readonly CountedReview[];
  readonly uncounted: readonly UncountedReview[];
  readonly blockedBy: readonly Blocker[];
}
