import { pick, pickAccount } from "./decode.ts";
import type { GitHubApi } from "./github-api.ts";
import { readVisible } from "./read-answer.ts";

/**
 * Who pushed to a branch, by GitHub's activity log: a commit may name anybody as its author, a push may not. Servers
 * without this log (404) leave authors and committers as the only sign.
 */
export async function readPushers(api: GitHubApi, repository: string, branch: string) {
  const ref = encodeURIComponent(`refs/heads/${branch}`);
  const body = await readVisible(api, `/repos/${repository}/activity?ref=${ref}&per_page=100`);
  if (!Array.isArray(body)) return [];
  return body.flatMap((entry: unknown) => {
    const kind = pick(entry, "activity_type");
    const actor = pickAccount(entry, "actor");
    return actor && (kind === "push" || kind === "force_push" || kind === "branch_creation") ? [actor] : [];
  });
}
