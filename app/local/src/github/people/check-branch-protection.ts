import { GitHubRefusal } from "../github-refusal.ts";
import type { PullRow, RepoRow } from "../github-store.ts";
import type { World } from "../world.ts";
import { decideRole, roleAtLeast } from "./repository-role.ts";

const fine = new Set(["success", "neutral", "skipped"]);

/** Refuses (405) a merge that the base branch's protection does not allow. */
export function checkBranchProtection({ gh }: World, repo: RepoRow, pull: PullRow): void {
  const rule = gh.branchProtections.findBy("repo_id", repo.id).find((row) => row.branch_name === pull.base_ref);
  if (!rule) return;
  const latest = new Map<number, string>();
  const reviews = gh.reviews
    .findBy("repo_id", repo.id)
    .filter((row) => row.pull_number === pull.number && row.user_id !== pull.user_id);
  for (const review of reviews.sort((a, b) => a.id - b.id)) {
    if (review.state !== "COMMENTED" && review.state !== "PENDING") latest.set(review.user_id, review.state);
  }
  const counting = [...latest]
    .filter(([user]) => roleAtLeast(decideRole(gh, user, repo), "write"))
    .map(([, state]) => state);
  const wanted = rule.required_pull_request_reviews?.required_approving_review_count ?? 0;
  if (rule.required_pull_request_reviews && counting.includes("CHANGES_REQUESTED"))
    throw new GitHubRefusal(405, "Changes were requested.");
  if (counting.filter((state) => state === "APPROVED").length < wanted) {
    throw new GitHubRefusal(405, `At least ${wanted} approving review is required by reviewers with write access.`);
  }
  for (const context of rule.required_status_checks?.contexts ?? []) {
    const newest = gh.checkRuns
      .findBy("head_sha", pull.head_sha)
      .findLast((run) => run.repo_id === repo.id && run.name === context);
    if (newest?.status !== "completed" || !fine.has(newest.conclusion ?? ""))
      throw new GitHubRefusal(405, `Required status check "${context}" is expected.`);
  }
}
