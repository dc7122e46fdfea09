import { ForgeError } from "@plugsmith/schemas";
import type { CommitFact, CommitPerson } from "../quorum/decide-excluded.ts";
import type { ReviewFact } from "../quorum/quorum.ts";
import { pick, pickAccount, pickId, pickText, textOrNull } from "./decode.ts";
import type { GitHubApi } from "./github-api.ts";
import { readAnswer, readList } from "./read-answer.ts";

export interface PullFact {
  readonly number: number;
  readonly open: boolean;
  readonly merged: boolean;
  readonly mergeSha: string | null;
  readonly headSha: string;
  readonly headRef: string;
  /** owner/name of the head's repository; null when it was deleted. */
  readonly headRepository: string | null;
  readonly baseRef: string;
  readonly author: { readonly id: number; readonly login: string } | null;
  readonly commitCount: number;
}

/** A pull request. @throws ForgeError `publish_failed`. */
export async function readPull(api: GitHubApi, repository: string, number: number): Promise<PullFact> {
  const body = await readAnswer(api, `/repos/${repository}/pulls/${number}`);
  const merged = pick(body, "merged") === true || typeof pick(body, "merged_at") === "string";
  return {
    number: pickId(body, "number"),
    open: pick(body, "state") === "open",
    merged,
    mergeSha: merged ? pickText(body, "merge_commit_sha") : null,
    headSha: pickText(body, "head", "sha"),
    headRef: pickText(body, "head", "ref"),
    headRepository: textOrNull(pick(body, "head", "repo", "full_name")),
    baseRef: pickText(body, "base", "ref"),
    author: pickAccount(body, "user"),
    commitCount: Number(pick(body, "commits") ?? 0),
  };
}

/** All reviews of a pull request, all pages. */
export async function readReviews(api: GitHubApi, repository: string, number: number): Promise<ReviewFact[]> {
  const entries = await readList(api, `/repos/${repository}/pulls/${number}/reviews`);
  return entries.map((entry) => ({
    id: pickId(entry, "id"),
    user: pickAccount(entry, "user"),
    state: pickText(entry, "state"),
    commitId: textOrNull(pick(entry, "commit_id")),
    submittedAt: textOrNull(pick(entry, "submitted_at")),
    body: textOrNull(pick(entry, "body")) ?? "",
  }));
}

const pickPerson = (entry: unknown, role: "author" | "committer"): CommitPerson => ({
  account: pickAccount(entry, role),
  name: textOrNull(pick(entry, "commit", role, "name")) ?? "",
  email: textOrNull(pick(entry, "commit", role, "email")) ?? "",
});

/**
 * Who wrote the commits of a pull request.
 * @throws ForgeError `publish_failed` above 250 commits: GitHub lists no more, and those not listed have authors too.
 */
export async function readCommits(api: GitHubApi, repository: string, pull: PullFact): Promise<CommitFact[]> {
  const entries = await readList(api, `/repos/${repository}/pulls/${pull.number}/commits`);
  if (entries.length >= 250 || pull.commitCount > entries.length)
    throw new ForgeError("publish_failed", {
      message: "The pull request has more commits than GitHub lists, so their authors cannot all be known.",
      hint: "Squash the branch and have it reviewed again.",
    });
  return entries.map((entry) => ({
    author: pickPerson(entry, "author"),
    committer: pickPerson(entry, "committer"),
    message: pickText(entry, "commit", "message"),
  }));
}
