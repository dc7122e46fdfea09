import type { CommitRow, GitHubStore } from "../github-store.ts";

/** The commit of that name in a repository. */
export function findCommit(gh: GitHubStore, repoId: number, sha: string): CommitRow | undefined {
  return gh.commits.findBy("sha", sha).find((row) => row.repo_id === repoId);
}

/** Every commit reachable from `sha`, itself included. */
export function listAncestors(gh: GitHubStore, repoId: number, sha: string): Set<string> {
  const seen = new Set<string>();
  const waiting = [sha];
  while (waiting.length > 0) {
    const next = waiting.pop() as string;
    if (seen.has(next)) continue;
    seen.add(next);
    waiting.push(...(findCommit(gh, repoId, next)?.parent_shas ?? []));
  }
  return seen;
}

/** True when `ancestor` is reachable from `descendant`. */
export function isAncestor(gh: GitHubStore, repoId: number, ancestor: string, descendant: string): boolean {
  return listAncestors(gh, repoId, descendant).has(ancestor);
}

/** Commits reachable from `head` and not from `base`, newest first by parent order, at most `limit`. */
export function listNewCommits(
  gh: GitHubStore,
  repoId: number,
  head: string,
  base: string | undefined,
  limit: number,
): CommitRow[] {
  const old = base === undefined ? new Set<string>() : listAncestors(gh, repoId, base);
  const commits: CommitRow[] = [];
  const seen = new Set<string>();
  const waiting = [head];
  while (waiting.length > 0 && commits.length < limit) {
    const sha = waiting.shift() as string;
    if (seen.has(sha) || old.has(sha)) continue;
    seen.add(sha);
    const commit = findCommit(gh, repoId, sha);
    if (!commit) continue;
    commits.push(commit);
    waiting.push(...commit.parent_shas);
  }
  return commits;
}

/** A best common ancestor, or undefined for unrelated histories: the common commit that no other common commit descends from. */
export function findMergeBase(gh: GitHubStore, repoId: number, a: string, b: string): string | undefined {
  const ofA = listAncestors(gh, repoId, a);
  const seen = new Set<string>();
  let level = [b];
  while (level.length > 0) {
    const found = level.find((sha) => ofA.has(sha));
    if (found) return found;
    const next: string[] = [];
    for (const sha of level) {
      if (seen.has(sha)) continue;
      seen.add(sha);
      next.push(...(findCommit(gh, repoId, sha)?.parent_shas ?? []));
    }
    level = next;
  }
  return undefined;
}
