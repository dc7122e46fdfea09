import { findRepositoryOf } from "../find-repository.ts";
import { decideRole, roleAtLeast } from "../people/repository-role.ts";
import type { Correction } from "../world.ts";

/**
 * emulate takes labels from anybody who opens an issue and sends no `labeled` for them; GitHub silently drops those of people
 * without triage rights, and sends one event for each label.
 */
export const issueLabels: Correction = (world) => {
  world.before.push(({ method, path, caller, json }) => {
    const repo = findRepositoryOf(world.gh, path);
    if (method !== "POST" || !repo || !/^\/repos\/[^/]+\/[^/]+\/issues$/.test(path) || caller.kind !== "person") return;
    if (roleAtLeast(decideRole(world.gh, caller.user.id, repo), "triage")) return;
    for (const field of ["labels", "assignees", "milestone"]) delete json[field];
  });
  world.afterEvent.push(({ event, action, payload, repo }) => {
    if (event !== "issues" || action !== "opened") return;
    for (const label of payload.issue.labels)
      world.emit("issues", "labeled", { ...payload, action: "labeled", label }, repo);
  });
};
