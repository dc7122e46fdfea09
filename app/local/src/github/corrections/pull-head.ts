import { zeroSha } from "../git/build-ref-events.ts";
import { compareTrees } from "../git/compare-trees.ts";
import { storeRef } from "../git/move-ref.ts";
import { findCommit, findMergeBase, listNewCommits } from "../git/walk-commits.ts";
import type { PullRow, RepoRow } from "../github-store.ts";
import type { Correction, RefChange, World } from "../world.ts";
import { editResources } from "./resource-edits.ts";

const commitLimit = 250;

/** emulate keeps the head of a pull request where it was when the request was opened, and counts no files. */
export const pullHead: Correction = (world) => {
  const { gh } = world;
  world.events.push(({ event, action, payload, repo }) => {
    if (!repo || event !== "pull_request") return;
    payload.number = payload.pull_request.number;
    if (action !== "opened") return;
    const pull = gh.pullRequests.findBy("repo_id", repo.id).find((row) => row.number === payload.number);
    if (pull) measurePull(world, repo, pull);
  });
  editResources(world, "pull_request", (json) => {
    const row = gh.pullRequests.get(json.id);
    if (row) Object.assign(json, { changed_files: row.changed_files, commits: row.commits });
  });
  world.refListeners.push(async (change) => {
    const { repo, ref, before, after } = change;
    const branch = ref.replace(/^refs\/heads\//, "");
    if (branch === ref) return;
    const open = gh.pullRequests.findBy("repo_id", repo.id).filter((row) => row.state === "open");
    for (const pull of open.filter((row) => row.base_ref === branch && after !== zeroSha)) {
      gh.pullRequests.update(pull.id, { base_sha: after });
      measurePull(world, repo, gh.pullRequests.get(pull.id) as PullRow);
    }
    for (const pull of open.filter((row) => row.head_ref === branch && row.head_repo_id === repo.id)) {
      if (after === zeroSha) await closePull(world, change, pull);
      else if (pull.head_sha !== after) {
        gh.pullRequests.update(pull.id, { head_sha: after });
        measurePull(world, repo, gh.pullRequests.get(pull.id) as PullRow);
        await tellPull(world, change, pull, "synchronize", { before, after });
      }
    }
  });
};

/** Counts files and commits of a pull request, writes them down, and keeps its refs/pull/<n>/head. */
export function measurePull(world: World, repo: RepoRow, pull: PullRow): void {
  const { gh } = world;
  const base = findMergeBase(gh, repo.id, pull.base_sha, pull.head_sha);
  const [baseCommit, headCommit] = [
    base === undefined ? undefined : findCommit(gh, repo.id, base),
    findCommit(gh, repo.id, pull.head_sha),
  ];
  const files = compareTrees(gh, repo.id, baseCommit?.tree_sha, headCommit?.tree_sha);
  const commits = listNewCommits(gh, repo.id, pull.head_sha, pull.base_sha, commitLimit);
  gh.pullRequests.update(pull.id, { changed_files: files.length, commits: commits.length });
  storeRef(world, repo, `refs/pull/${pull.number}/head`, pull.head_sha);
}

async function tellPull(world: World, change: RefChange, pull: PullRow, action: string, extra: object): Promise<void> {
  const api = `/repos/${change.repo.full_name}`;
  const [pull_request, repository, sender] = await Promise.all([
    world.read(`${api}/pulls/${pull.number}`),
    world.read(api),
    world.read(`/users/${encodeURIComponent(change.sender.login)}`),
  ]);
  world.emit("pull_request", action, { number: pull.number, ...extra, pull_request, repository, sender }, change.repo);
}

/** Deleting the head branch closes the request, as on GitHub. */
async function closePull(world: World, change: RefChange, pull: PullRow): Promise<void> {
  const closed_at = new Date().toISOString();
  world.gh.pullRequests.update(pull.id, { state: "closed", closed_at });
  const issue = world.gh.issues.findBy("repo_id", change.repo.id).find((row) => row.number === pull.number);
  if (issue) world.gh.issues.update(issue.id, { state: "closed", closed_at });
  await tellPull(world, change, pull, "closed", {});
}
