import { findPull } from "../find-pull.ts";
import { findRepositoryOf } from "../find-repository.ts";
import { findCommit } from "../git/walk-commits.ts";
import { GitHubRefusal } from "../github-refusal.ts";
import type { Correction } from "../world.ts";

/** emulate lets authors approve their own request, takes change requests without a word, and any text for a commit. */
export const reviewRules: Correction = (world) => {
  world.before.push((call) => {
    const found = /\/pulls\/(\d+)\/reviews(\/\d+\/events)?$/.exec(call.path);
    const repo = findRepositoryOf(world.gh, call.path);
    if (!found || !repo || call.method !== "POST" || !("user" in call.caller)) return;
    const pull = findPull(world.gh, repo.id, Number(found[1]));
    const { event, body, commit_id } = call.json ?? {};
    if (pull.user_id === call.caller.user.id && event === "APPROVE")
      throw refusal("Can not approve your own pull request");
    if (pull.user_id === call.caller.user.id && event === "REQUEST_CHANGES")
      throw refusal("Can not request changes on your own pull request");
    if ((event === "REQUEST_CHANGES" || event === "COMMENT") && !body && !(call.json.comments?.length > 0)) {
      throw refusal("Could not submit the review: a body is required.");
    }
    if (commit_id !== undefined && !findCommit(world.gh, repo.id, String(commit_id)))
      throw refusal("The commit_id is not part of the pull request");
    if (pull.state === "closed" && event === "APPROVE") throw refusal("Can not approve a closed pull request");
  });
};

const refusal = (message: string) => new GitHubRefusal(422, "Unprocessable Entity", [message]);
