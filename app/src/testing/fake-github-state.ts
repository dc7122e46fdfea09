import { createHash } from "node:crypto";
import type { Account } from "../facts/facts.ts";

export interface FakeFile {
  readonly content: string;
  readonly mode: string;
}
export interface FakeCommit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly author: Account;
}
export interface FakeComment {
  id: number;
  thread: number;
  body: string;
  user: Account;
  createdAt: string;
  updatedAt: string;
  reactions: string[];
}
export interface FakeThread {
  number: number;
  title: string;
  body: string;
  open: boolean;
  reason: string | null;
  user: Account;
  association: string;
  labels: string[];
  pull: { head: string; base: string; headSha: string; merged: boolean; requested: string[] } | null;
}
export interface FakeReview {
  id: number;
  pull: number;
  user: Account;
  state: string;
  commitId: string;
  submittedAt: string;
  body: string;
  comments?: readonly FakeReviewComment[];
}
/** A comment of a review on lines of the new file. */
export interface FakeReviewComment {
  readonly path: string;
  readonly line: number;
  readonly start_line?: number;
  readonly body: string;
}
/** An entry of a pull request's history. */
export interface FakeEvent {
  pull: number;
  event: string;
  createdAt: string;
}
/** An entry of the repository's activity log. */
export interface FakeActivity {
  ref: string;
  type: string;
  actor: Account;
}
export interface FakeRun {
  id: number;
  workflow: string;
  title: string;
  inputs: Record<string, string>;
  status: string;
  conclusion: string | null;
  createdAt: string;
  updatedAt: string;
  results: Uint8Array | null;
}
export interface FakeCheck {
  id: number;
  name: string;
  headSha: string;
  status: string;
  conclusion: string | null;
  output: { title: string; summary: string; annotations?: unknown[] };
}

/** Everything a repository on the fake GitHub holds. Tests read it, and change it as people would. */
export interface FakeState {
  readonly owner: string;
  readonly repo: string;
  readonly bot: Account;
  /** Moves only when a test moves it. */
  now: number;
  nextId: number;
  readonly trees: Map<string, ReadonlyMap<string, FakeFile>>;
  readonly commits: Map<string, FakeCommit>;
  readonly branches: Map<string, string>;
  readonly threads: Map<number, FakeThread>;
  comments: FakeComment[];
  reviews: FakeReview[];
  events: FakeEvent[];
  activity: FakeActivity[];
  runs: FakeRun[];
  checks: FakeCheck[];
  readonly permissions: Map<string, string>;
  readonly team: Account[];
  readonly people: Map<string, Account>;
  /** `METHOD route`, in order. */
  readonly calls: string[];
}

const hash = (text: string) => createHash("sha1").update(text).digest("hex");

export const timeOf = (state: FakeState) => new Date(state.now).toISOString();

/** The id of a blob with this content. */
export const blobIdOf = (content: string) => hash(`blob ${content}`);

/** Content of a blob that some tree of the repository holds. */
export function findBlob(state: FakeState, id: string): string | undefined {
  for (const tree of state.trees.values())
    for (const { content } of tree.values()) if (blobIdOf(content) === id) return content;
  return undefined;
}

const bytesMark = "\0base64 ";

/** Bytes that are no text, as content of a fake file. */
export const holdBytes = (base64: string) => `${bytesMark}${base64}`;

/** The bytes of a fake file's content. */
export const bytesOf = (content: string): Buffer =>
  content.startsWith(bytesMark) ? Buffer.from(content.slice(bytesMark.length), "base64") : Buffer.from(content);

/** Stores a tree under an id made of its content. */
export function putTree(state: FakeState, files: ReadonlyMap<string, FakeFile>): string {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  const sha = hash(JSON.stringify(sorted));
  state.trees.set(sha, new Map(sorted));
  return sha;
}

export function putCommit(
  state: FakeState,
  tree: string,
  parents: readonly string[],
  message: string,
  author: Account,
): string {
  const sha = hash(JSON.stringify([tree, parents, message, author.login, state.commits.size]));
  state.commits.set(sha, { sha, tree, parents, message, author });
  return sha;
}

/** Commits changed files on a branch, as a push does, and moves the heads of its open pull requests. */
export function pushFiles(
  state: FakeState,
  branch: string,
  files: Readonly<Record<string, string | null>>,
  author: Account,
  message = "change",
): string {
  const parent = state.branches.get(branch);
  const before = parent ? state.trees.get(state.commits.get(parent)?.tree ?? "") : undefined;
  const next = new Map(before ?? []);
  for (const [path, content] of Object.entries(files)) {
    if (content === null) next.delete(path);
    else next.set(path, { content, mode: "100644" });
  }
  const sha = putCommit(state, putTree(state, next), parent ? [parent] : [], message, author);
  moveBranch(state, branch, sha);
  state.activity.push({ ref: `refs/heads/${branch}`, type: parent ? "push" : "branch_creation", actor: author });
  return sha;
}

/** Moves a branch to any commit, as `git push --force` does. */
export function forcePush(state: FakeState, branch: string, sha: string, actor: Account): void {
  moveBranch(state, branch, sha);
  state.activity.push({ ref: `refs/heads/${branch}`, type: "force_push", actor });
  for (const { number, open, pull } of state.threads.values())
    if (open && pull?.head === branch)
      state.events.push({ pull: number, event: "head_ref_force_pushed", createdAt: timeOf(state) });
}

/** Gives a pull request another base, as its author or a maintainer may. */
export function retarget(state: FakeState, pull: number, base: string): void {
  const thread = state.threads.get(pull);
  if (!thread?.pull) throw new Error(`#${pull} is no pull request`);
  thread.pull.base = base;
  state.events.push({ pull, event: "base_ref_changed", createdAt: timeOf(state) });
}

const parentsOf = (state: FakeState, sha: string) => state.commits.get(sha)?.parents ?? [];

/** A commit and everything before it. */
export function listAncestors(state: FakeState, sha: string): Set<string> {
  const found = new Set<string>();
  const open = [sha];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...parentsOf(state, next));
  }
  return found;
}

/** Commits of `head` that `base` does not have, oldest first, and the newest commit that both have. */
export function compareCommits(
  state: FakeState,
  base: string,
  head: string,
): { readonly own: readonly string[]; readonly mergeBase: string | undefined } {
  const [before, after] = [listAncestors(state, base), listAncestors(state, head)];
  // Commits are kept in the order in which they were made.
  const made = [...state.commits.keys()].filter((sha) => after.has(sha));
  return { own: made.filter((sha) => !before.has(sha)), mergeBase: made.findLast((sha) => before.has(sha)) };
}

export function moveBranch(state: FakeState, branch: string, sha: string): void {
  state.branches.set(branch, sha);
  for (const thread of state.threads.values())
    if (thread.pull?.head === branch && thread.open) thread.pull.headSha = sha;
}

export function readBranchFile(state: FakeState, branch: string, path: string): string | undefined {
  const commit = state.commits.get(state.branches.get(branch) ?? "");
  return state.trees.get(commit?.tree ?? "")?.get(path)?.content;
}
