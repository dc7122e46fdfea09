import { syncWorkflows } from "./corrections/workflows.ts";
import { encodeCommit, encodeTree, nameObject } from "./git/encode-object.ts";
import { storeRef } from "./git/move-ref.ts";
import type { RepoRow, Row, TreeEntry } from "./github-store.ts";
import type { NewRepository } from "./local-github.ts";
import { insertOrganisation } from "./people/insert-organisation.ts";
import type { World } from "./world.ts";

/** Makes a repository with one commit on main. Nothing is announced: it was there before anybody looked. */
export function createRepository(
  world: World,
  options: NewRepository,
): { id: number; ownerId: number; fullName: string; headSha: string } {
  const repo = insertRepository(world, options);
  const tree = insertTree(world, repo.id, options.files, new Set(options.executable), "");
  const now = new Date().toISOString().replace(/\.\d+Z$/, "Z");
  const person = { name: options.owner, email: `${options.owner}@users.noreply.github.com`, date: now };
  const commit = {
    message: "Initial commit",
    tree_sha: tree,
    parent_shas: [],
    author_name: person.name,
    author_email: person.email,
    author_date: now,
    committer_name: person.name,
    committer_email: person.email,
    committer_date: now,
  };
  const headSha = nameObject("commit", encodeCommit(commit));
  world.gh.commits.insert({ repo_id: repo.id, sha: headSha, node_id: `C_${headSha}`, user_id: null, ...commit });
  storeRef(world, repo, "refs/heads/main", headSha);
  syncWorkflows(world, repo);
  return { id: repo.id, ownerId: repo.owner_id, fullName: repo.full_name, headSha };
}

function insertRepository({ gh }: World, { owner, name, private: isPrivate = false }: NewRepository): RepoRow {
  const user = gh.users.findOneBy("login", owner);
  const org = user ? undefined : (gh.orgs.findOneBy("login", owner) ?? insertOrganisation(gh, owner));
  const account = (org ?? user) as Row;
  const repo = gh.repos.insert({
    node_id: "",
    name,
    full_name: `${owner}/${name}`,
    owner_id: account.id,
    owner_type: org ? "Organization" : "User",
    private: isPrivate,
    visibility: isPrivate ? "private" : "public",
    description: null,
    fork: false,
    forked_from_id: null,
    homepage: null,
    language: null,
    languages: {},
    forks_count: 0,
    stargazers_count: 0,
    watchers_count: 0,
    size: 1,
    default_branch: "main",
    open_issues_count: 0,
    topics: [],
    has_issues: true,
    has_projects: false,
    has_wiki: false,
    has_pages: false,
    has_downloads: true,
    has_discussions: false,
    archived: false,
    disabled: false,
    pushed_at: new Date().toISOString(),
    allow_rebase_merge: true,
    allow_squash_merge: true,
    allow_merge_commit: true,
    allow_auto_merge: false,
    delete_branch_on_merge: false,
    allow_forking: true,
    is_template: false,
    license: null,
  } as Partial<RepoRow>);
  gh.repos.update(repo.id, { node_id: Buffer.from(`0:Repository${repo.id}`).toString("base64") });
  return gh.repos.get(repo.id) as RepoRow;
}

function insertTree(
  { gh }: World,
  repoId: number,
  files: NewRepository["files"],
  executable: Set<string>,
  prefix: string,
): string {
  const seen = new Set<string>();
  const write = (folder: Map<string, Map<string, unknown> | Uint8Array>, path: string): string => {
    const entries: TreeEntry[] = [];
    for (const [name, value] of folder) {
      if (value instanceof Map) {
        entries.push({ path: name, mode: "040000", type: "tree", sha: write(value as never, `${path}${name}/`) });
        continue;
      }
      const bytes = Buffer.from(value);
      const sha = nameObject("blob", bytes);
      entries.push({
        path: name,
        mode: executable.has(path + name) ? "100755" : "100644",
        type: "blob",
        sha,
        size: bytes.length,
      });
      if (seen.has(sha)) continue;
      seen.add(sha);
      const text = bytes.toString();
      const isText = !text.includes("\0") && Buffer.from(text).equals(bytes);
      gh.blobs.insert({
        repo_id: repoId,
        sha,
        node_id: `B_${sha}`,
        size: bytes.length,
        content: isText ? text : bytes.toString("base64"),
        encoding: isText ? "utf-8" : "base64",
      });
    }
    const sha = nameObject("tree", encodeTree(entries));
    if (!seen.has(sha))
      gh.trees.insert({
        repo_id: repoId,
        sha,
        node_id: `T_${sha}`,
        tree: entries.sort((a, b) => a.path.localeCompare(b.path)),
        truncated: false,
      });
    seen.add(sha);
    return sha;
  };
  return write(nestFiles(files) as never, prefix);
}

function nestFiles(files: NewRepository["files"]): Map<string, unknown> {
  const root = new Map<string, unknown>();
  for (const [path, content] of Object.entries(files)) {
    const parts = path.split("/");
    let folder = root;
    for (const part of parts.slice(0, -1)) {
      if (!folder.has(part)) folder.set(part, new Map());
      folder = folder.get(part) as Map<string, unknown>;
    }
    folder.set(parts.at(-1) as string, Buffer.from(content as Uint8Array));
  }
  return root;
}
