import { need } from "./github-refusal.ts";
import type { GitHubStore, IssueRow, PullRow } from "./github-store.ts";

/** The pull request of that number; 404 when there is none. */
export function findPull(gh: GitHubStore, repoId: number, number: number): PullRow {
  return need(gh.pullRequests.findBy("number", number).find((row) => row.repo_id === repoId));
}

/** The issue (or the issue side of a pull request) of that number. */
export function findIssue(gh: GitHubStore, repoId: number, number: number): IssueRow | undefined {
  return gh.issues.findBy("number", number).find((row) => row.repo_id === repoId);
}
