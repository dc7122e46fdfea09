import { findRepositoryOf } from "../find-repository.ts";
import { findCommit } from "../git/walk-commits.ts";
import { GitHubRefusal } from "../github-refusal.ts";
import type { Correction } from "../world.ts";

const annotationLimit = 50;

/**
 * emulate lets people write check runs, takes any number of annotations, replaces them on update, forgets the conclusion when the
 * status is not given, and accepts any head.
 */
export const checkRuns: Correction = (world) => {
  const { gh } = world;
  world.before.push(({ method, path, caller, json }) => {
    const found = /\/check-runs(?:\/(\d+))?$/.exec(path);
    const repo = findRepositoryOf(gh, path);
    if (!found || !repo || (method !== "POST" && method !== "PATCH")) return;
    if (!("grant" in caller)) throw new GitHubRefusal(403, "You must authenticate via a GitHub App.");
    const { output, conclusion, head_sha } = json ?? {};
    if (conclusion !== undefined && conclusion !== null) json.status = "completed";
    if ((output?.annotations?.length ?? 0) > annotationLimit) {
      throw new GitHubRefusal(
        422,
        `Invalid request.\n\nNo more than ${annotationLimit} items are allowed; ${output.annotations.length} were supplied.`,
      );
    }
    if (output && (typeof output.title !== "string" || typeof output.summary !== "string") && method === "POST") {
      throw new GitHubRefusal(422, 'Invalid request.\n\n"title" and "summary" weren\'t supplied.');
    }
    if (head_sha !== undefined && !findCommit(gh, repo.id, String(head_sha)))
      throw new GitHubRefusal(422, `No commit found for SHA: ${head_sha}`);
    if (found[1] !== undefined && Array.isArray(output?.annotations)) {
      output.annotations = [...(gh.checkRuns.get(Number(found[1]))?.output.annotations ?? []), ...output.annotations];
    }
  });
  world.before.push(({ method, path, caller }) => {
    const found = /\/check-runs\/(\d+)$/.exec(path);
    const run = found && gh.checkRuns.get(Number(found[1]));
    if (run && method === "PATCH" && "grant" in caller && run.app_id !== null && run.app_id !== caller.grant.appId) {
      throw new GitHubRefusal(
        403,
        "Invalid app_id `check_run` - check run can only be modified by the GitHub App that created it.",
      );
    }
  });
};
