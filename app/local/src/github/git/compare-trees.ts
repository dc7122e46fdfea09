import type { GitHubStore, TreeEntry } from "../github-store.ts";

export interface TreeChange {
  path: string;
  status: "added" | "removed" | "modified";
}

/** Files that differ between two trees; equal subtrees are skipped by their name, so the cost is that of the difference. */
export function compareTrees(
  gh: GitHubStore,
  repoId: number,
  before: string | undefined,
  after: string | undefined,
): TreeChange[] {
  const changes: TreeChange[] = [];
  const entriesOf = (sha: string | undefined): Map<string, TreeEntry> => {
    const tree = sha === undefined ? undefined : gh.trees.findBy("sha", sha).find((row) => row.repo_id === repoId);
    return new Map((tree?.tree ?? []).map((entry) => [entry.path, entry]));
  };
  const walk = (oldSha: string | undefined, newSha: string | undefined, prefix: string) => {
    if (oldSha === newSha) return;
    const [old, fresh] = [entriesOf(oldSha), entriesOf(newSha)];
    for (const name of new Set([...old.keys(), ...fresh.keys()])) {
      const [was, is] = [old.get(name), fresh.get(name)];
      if (was?.sha === is?.sha && was?.mode === is?.mode) continue;
      const [wasTree, isTree] = [was?.type === "tree", is?.type === "tree"];
      if (wasTree || isTree) walk(wasTree ? was?.sha : undefined, isTree ? is?.sha : undefined, `${prefix}${name}/`);
      const [wasFile, isFile] = [was && !wasTree, is && !isTree];
      if (wasFile && isFile) changes.push({ path: prefix + name, status: "modified" });
      else if (wasFile) changes.push({ path: prefix + name, status: "removed" });
      else if (isFile) changes.push({ path: prefix + name, status: "added" });
    }
  };
  walk(before, after, "");
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** All files of a tree: path → entry. */
export function flattenTree(
  gh: GitHubStore,
  repoId: number,
  sha: string,
  prefix = "",
  out = new Map<string, TreeEntry>(),
): Map<string, TreeEntry> {
  const tree = gh.trees.findBy("sha", sha).find((row) => row.repo_id === repoId);
  for (const entry of tree?.tree ?? []) {
    if (entry.type === "tree") flattenTree(gh, repoId, entry.sha, `${prefix}${entry.path}/`, out);
    else out.set(prefix + entry.path, entry);
  }
  return out;
}

/** The entry at a path of a tree. */
export function findEntry(gh: GitHubStore, repoId: number, treeSha: string, path: string): TreeEntry | undefined {
  let sha: string | undefined = treeSha;
  const parts = path.split("/");
  for (const [index, part] of parts.entries()) {
    const tree: { tree: TreeEntry[] } | undefined = gh.trees
      .findBy("sha", sha as string)
      .find((row) => row.repo_id === repoId);
    const entry: TreeEntry | undefined = tree?.tree.find((candidate) => candidate.path === part);
    if (!entry || index === parts.length - 1) return entry;
    if (entry.type !== "tree") return undefined;
    sha = entry.sha;
  }
  return undefined;
}
