import { findRepositoryOf } from "../find-repository.ts";
import { GitHubRefusal } from "../github-refusal.ts";
import { decideRole, roleAtLeast } from "../people/repository-role.ts";
import type { Correction } from "../world.ts";

/** emulate lets anybody edit anybody's comment; GitHub only the author, or a person with write access. */
export const commentAuthors: Correction = (world) => {
  world.before.push(({ method, path, caller }) => {
    const found = /\/(?:issues|pulls)\/comments\/(\d+)$/.exec(path);
    const repo = findRepositoryOf(world.gh, path);
    if (!found || !repo || (method !== "PATCH" && method !== "DELETE") || !("user" in caller)) return;
    const comment = world.gh.comments.get(Number(found[1]));
    if (!comment || comment.user_id === caller.user.id) return;
    // An integration with the write permission may edit others' comments too.
    if (caller.kind === "person" && !roleAtLeast(decideRole(world.gh, caller.user.id, repo), "write")) {
      throw new GitHubRefusal(403, "Must have admin rights to Repository.");
    }
  });
  world.before.push(({ method, path, caller, json }) => {
    const found = /\/(issues|pulls)\/(\d+)$/.exec(path);
    const repo = findRepositoryOf(world.gh, path);
    if (!found || !repo || method !== "PATCH" || caller.kind !== "person") return;
    const issue = world.gh.issues.findBy("number", Number(found[2])).find((row) => row.repo_id === repo.id);
    if (!issue) return;
    const role = decideRole(world.gh, caller.user.id, repo);
    const isAuthor = issue.user_id === caller.user.id;
    const triages = json?.labels !== undefined || json?.assignees !== undefined || json?.milestone !== undefined;
    if (roleAtLeast(role, "write") || (isAuthor && !triages)) return;
    const onlyTriage = Object.keys(json ?? {}).every((key) =>
      ["labels", "assignees", "milestone", "state", "state_reason"].includes(key),
    );
    if (!(roleAtLeast(role, "triage") && onlyTriage))
      throw new GitHubRefusal(403, "Must have admin rights to Repository.");
  });
};
