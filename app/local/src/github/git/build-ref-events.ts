import type { CommitRow } from "../github-store.ts";
import type { Json } from "../router.ts";
import type { RefChange, World } from "../world.ts";
import { compareTrees } from "./compare-trees.ts";
import { listNewCommits } from "./walk-commits.ts";

export const zeroSha = "0".repeat(40);
/** GitHub lists at most 2,048 commits in a push; we need far fewer. */
const commitLimit = 50;

/** The webhooks that GitHub sends when a ref changes: `create` or `delete`, and `push`. */
export async function buildRefEvents(world: World, change: RefChange): Promise<{ event: string; payload: Json }[]> {
  const { repo, ref, before, after, sender } = change;
  const [repository, user] = await Promise.all([
    world.read(`/repos/${repo.full_name}`),
    world.read(`/users/${sender.login}`),
  ]);
  const isTag = ref.startsWith("refs/tags/");
  const short = ref.replace(/^refs\/(heads|tags)\//, "");
  const parties = { repository, sender: user };
  const lifetime = { ref: short, ref_type: isTag ? "tag" : "branch", pusher_type: "user", ...parties };
  const events: { event: string; payload: Json }[] = [];
  if (before === zeroSha) {
    events.push({ event: "create", payload: { ...lifetime, master_branch: repo.default_branch, description: null } });
  }
  if (after === zeroSha) events.push({ event: "delete", payload: lifetime });
  events.push({
    event: "push",
    payload: { ...describePush(world, change), ...parties, pusher: { name: sender.login, email: sender.email } },
  });
  return events;
}

function describePush(world: World, { repo, ref, before, after, forced }: RefChange): Json {
  const rows =
    after === zeroSha
      ? []
      : listNewCommits(world.gh, repo.id, after, before === zeroSha ? undefined : before, commitLimit);
  const commits = rows.reverse().map((commit) => describeCommit(world, repo.id, commit));
  return {
    ref,
    before,
    after,
    created: before === zeroSha,
    deleted: after === zeroSha,
    forced,
    base_ref: null,
    compare: `${world.baseUrl}/${repo.full_name}/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`,
    commits,
    head_commit: commits.at(-1) ?? null,
  };
}

function describeCommit(world: World, repoId: number, commit: CommitRow): Json {
  const parent = world.gh.commits.findBy("sha", commit.parent_shas[0] ?? "").find((row) => row.repo_id === repoId);
  const changes = compareTrees(world.gh, repoId, parent?.tree_sha, commit.tree_sha);
  const paths = (status: string) => changes.filter((change) => change.status === status).map((change) => change.path);
  return {
    id: commit.sha,
    tree_id: commit.tree_sha,
    distinct: true,
    message: commit.message,
    timestamp: commit.committer_date,
    author: { name: commit.author_name, email: commit.author_email },
    committer: { name: commit.committer_name, email: commit.committer_email },
    added: paths("added"),
    removed: paths("removed"),
    modified: paths("modified"),
  };
}
