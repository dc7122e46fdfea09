import { zeroSha } from "../git/build-ref-events.ts";
import { findRef } from "../git/move-ref.ts";
import type { RepoRow } from "../github-store.ts";
import { readWorkflows } from "../runs/read-workflow.ts";
import type { Correction, World } from "../world.ts";

/** emulate never has a workflow; GitHub has those in .github/workflows of the default branch. */
export const workflows: Correction = (world) => {
  world.refListeners.push(({ repo, ref, after }) => {
    if (ref === `refs/heads/${repo.default_branch}` && after !== zeroSha) syncWorkflows(world, repo);
  });
};

/** Brings the store's workflows in line with the default branch; a workflow keeps its id as long as its path lives. */
export function syncWorkflows(world: World, repo: RepoRow): void {
  const head = findRef(world, repo, `refs/heads/${repo.default_branch}`);
  if (!head) return;
  const files = readWorkflows(world, repo, head);
  const rows = world.gh.workflows.findBy("repo_id", repo.id);
  for (const file of files) {
    const row = rows.find((candidate) => candidate.path === file.path);
    if (row)
      world.gh.workflows.update(row.id, { name: file.name, state: row.state === "deleted" ? "active" : row.state });
    else
      world.gh.workflows.insert({
        repo_id: repo.id,
        node_id: "",
        path: file.path,
        name: file.name,
        state: "active",
        badge_url: "",
      });
  }
  for (const row of rows) {
    if (!files.some((file) => file.path === row.path)) world.gh.workflows.update(row.id, { state: "deleted" });
  }
}
