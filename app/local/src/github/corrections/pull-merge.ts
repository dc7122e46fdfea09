import { addRoute, type RouteCall } from "../add-route.ts";
import { findIssue, findPull } from "../find-pull.ts";
import { encodeCommit, nameObject } from "../git/encode-object.ts";
import { findRef, moveRef } from "../git/move-ref.ts";
import { runGit } from "../git/run-git.ts";
import { GitHubRefusal, need } from "../github-refusal.ts";
import type { PullRow, RepoRow, UserRow } from "../github-store.ts";
import { checkBranchProtection } from "../people/check-branch-protection.ts";
import type { Json } from "../router.ts";
import type { Correction, World } from "../world.ts";

/**
 * emulate "merges" by taking the head's tree onto the base of the day the request was opened: the merge of one request undoes
 * another, conflicts are overwritten, and anybody may. Here git merges the two branches as they are.
 */
export const pullMerge: Correction = (world) => {
  addRoute(world, "put", "/pulls/:number/merge", async (call) => {
    const { repo } = call;
    const actor = call.actor();
    const pull = findPull(world.gh, repo.id, call.number("number"));
    const body = await call.json();
    if (pull.merged || pull.state === "closed" || pull.draft)
      throw new GitHubRefusal(405, "Pull Request is not mergeable");
    if (body.sha !== undefined && body.sha !== pull.head_sha) {
      throw new GitHubRefusal(409, "Head branch was modified. Review and try the merge again.");
    }
    checkBranchProtection(world, repo, pull);
    const sha = await mergeCommit(world, repo, pull, actor, body);
    await settleMerge(world, call, pull, actor, sha);
    return { sha, merged: true, message: "Pull Request successfully merged" };
  });
};

async function mergeCommit(world: World, repo: RepoRow, pull: PullRow, actor: UserRow, body: Json): Promise<string> {
  const base = need(findRef(world, repo, `refs/heads/${pull.base_ref}`));
  const merged = await runGit(world.git.directory(repo), [
    "merge-tree",
    "--write-tree",
    "--allow-unrelated-histories",
    base,
    pull.head_sha,
  ]);
  if (merged.code !== 0) throw new GitHubRefusal(405, "Merge conflict");
  const tree = merged.stdout.split("\n")[0] as string;
  const date = new Date().toISOString().replace(/\.\d+Z$/, "Z");
  const person = { name: actor.name ?? actor.login, email: actor.email ?? `${actor.login}@users.noreply.github.com` };
  const squashes = body.merge_method === "squash" || body.merge_method === "rebase";
  const title =
    body.commit_title ??
    (squashes
      ? `${pull.title} (#${pull.number})`
      : `Merge pull request #${pull.number} from ${repo.full_name.split("/")[0]}/${pull.head_ref}`);
  const message = body.commit_message ?? (squashes ? "" : pull.title);
  const commit = {
    tree_sha: tree,
    parent_shas: squashes ? [base] : [base, pull.head_sha],
    message: message === "" ? title : `${title}\n\n${message}`,
    author_name: person.name,
    author_email: person.email,
    author_date: date,
    // GitHub's web flow commits merges.
    committer_name: "GitHub",
    committer_email: "noreply@github.com",
    committer_date: date,
  };
  world.git.importObject(repo, tree);
  const sha = nameObject("commit", encodeCommit(commit));
  world.gh.commits.insert({ repo_id: repo.id, sha, node_id: `C_${sha}`, user_id: actor.id, ...commit });
  return sha;
}

async function settleMerge(
  world: World,
  { repo }: RouteCall,
  pull: PullRow,
  actor: UserRow,
  sha: string,
): Promise<void> {
  const { gh } = world;
  const now = new Date().toISOString();
  gh.pullRequests.update(pull.id, {
    merged: true,
    merged_at: now,
    merged_by_id: actor.id,
    merge_commit_sha: sha,
    state: "closed",
    closed_at: now,
    mergeable: null,
    mergeable_state: "unknown",
  });
  const issue = findIssue(gh, repo.id, pull.number);
  if (issue) gh.issues.update(issue.id, { state: "closed", closed_at: now, closed_by_id: actor.id });
  gh.repos.update(repo.id, { open_issues_count: Math.max(0, repo.open_issues_count - 1) });
  moveRef(world, repo, `refs/heads/${pull.base_ref}`, sha, actor);
  const api = `/repos/${repo.full_name}`;
  const [pull_request, repository, sender] = await Promise.all([
    world.read(`${api}/pulls/${pull.number}`),
    world.read(api),
    world.read(`/users/${encodeURIComponent(actor.login)}`),
  ]);
  world.emit(
    "pull_request",
    "closed",
    { number: pull.number, pull_request: { ...pull_request, merged: true }, repository, sender },
    repo,
  );
  if (pull.base_ref === repo.default_branch) await closeLinkedIssues(world, repo, pull, actor, sender);
}

/** "Closes #3" in the text of a request merged into the default branch closes issue 3. */
async function closeLinkedIssues(
  world: World,
  repo: RepoRow,
  pull: PullRow,
  actor: UserRow,
  sender: Json,
): Promise<void> {
  for (const [, number] of (pull.body ?? "").matchAll(/\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)\s+#(\d+)/gi)) {
    const issue = findIssue(world.gh, repo.id, Number(number));
    if (!issue || issue.is_pull_request || issue.state === "closed") continue;
    const state = {
      state: "closed" as const,
      state_reason: "completed",
      closed_at: new Date().toISOString(),
      closed_by_id: actor.id,
    };
    world.gh.issues.update(issue.id, state);
    const [json, repository] = await Promise.all([
      world.read(`/repos/${repo.full_name}/issues/${number}`),
      world.read(`/repos/${repo.full_name}`),
    ]);
    world.emit("issues", "closed", { issue: json, repository, sender }, repo);
  }
}
