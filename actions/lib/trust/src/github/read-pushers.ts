import { ForgeError } from "@plugsmith/schemas";
import { pick, pickAccount } from "./decode.ts";
import type { GitHubApi } from "./github-api.ts";
import { readVisible } from "./read-answer.ts";

const maximum = 100;

/**
 * Who pushed to a branch, by GitHub's activity log: a commit may name anybody as its author, a push may not. Servers
 * without this log (404) leave authors and committers as the only sign.
 * @throws ForgeError `publish_failed` for a branch with more pushes than one answer holds: the first could be anybody's.
 */
export async function readPushers(api: GitHubApi, repository: string, branch: string) {
  const ref = encodeURIComponent(`refs/heads/${branch}`);
  const body = await readVisible(api, `/repos/${repository}/activity?ref=${ref}&per_page=${maximum}`);
  if (!Array.isArray(body)) return [];
  if (body.length >= maximum)
    throw new ForgeError("publish_failed", {
      message: `The branch ${branch.slice(0, 80)} was pushed to ${maximum} times or more, so not everybody who pushed is known.`,
      hint: "Cancel the request and open a new one with the finished text.",
    });
  return body.flatMap((entry: unknown) => {
    const kind = pick(entry, "activity_type");
    const actor = pickAccount(entry, "actor");
    return actor && (kind === "push" || kind === "force_push" || kind === "branch_creation") ? [actor] : [];
  });
}
