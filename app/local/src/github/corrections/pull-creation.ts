import { findRepositoryOf } from "../find-repository.ts";
import { findRef } from "../git/move-ref.ts";
import { isAncestor } from "../git/walk-commits.ts";
import { GitHubRefusal } from "../github-refusal.ts";
import { decideRole, roleAtLeast } from "../people/repository-role.ts";
import type { Correction } from "../world.ts";

/** emulate makes a missing head branch up and opens the same pull request twice. */
export const pullCreation: Correction = (world) => {
  const invalid = (field: string, message: string) =>
    new GitHubRefusal(422, "Validation Failed", [
      { resource: "PullRequest", code: field === "" ? "custom" : "invalid", ...(field ? { field } : {}), message },
    ]);

  world.before.push((call) => {
    const repo = findRepositoryOf(world.gh, call.path);
    if (!repo || call.method !== "POST" || !/^\/repos\/[^/]+\/[^/]+\/pulls$/.test(call.path)) return;
    const owner = repo.full_name.split("/")[0];
    const head = String(call.json?.head ?? "").replace(new RegExp(`^${owner}:`), "");
    const base = String(call.json?.base ?? "");
    if (head.includes(":")) return;
    const [headSha, baseSha] = [findRef(world, repo, `refs/heads/${head}`), findRef(world, repo, `refs/heads/${base}`)];
    if (!headSha) throw invalid("head", "head is invalid");
    if (!baseSha) throw invalid("base", "base is invalid");
    const { caller } = call;
    if (caller.kind === "person" && !roleAtLeast(decideRole(world.gh, caller.user.id, repo), "write")) {
      throw new GitHubRefusal(403, "Must have write access to the head repository.");
    }
    const twin = world.gh.pullRequests
      .findBy("repo_id", repo.id)
      .some((row) => row.state === "open" && row.head_ref === head && row.base_ref === base);
    if (twin) throw invalid("", `A pull request already exists for ${owner}:${head}.`);
    if (isAncestor(world.gh, repo.id, headSha, baseSha)) throw invalid("", `No commits between ${base} and ${head}`);
  });
};
