import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { deflateSync, inflateSync } from "node:zlib";
import type { GitHubStore, RepoRow } from "../github-store.ts";
import { assertRefName } from "./assert-ref-name.ts";
import { decodeBlob, encodeCommit, encodeTag, encodeTree, type GitObjectType, nameObject } from "./encode-object.ts";
import { importObjects } from "./import-objects.ts";

/** The bare repositories beside emulate's store: same objects, same refs, written only when a reader comes. */
export interface GitObjects {
  /** Path of the bare repository, brought up to date with the store. */
  directory(repo: RepoRow): string;
  /** Takes a commit (or tag) that git made in the directory, and all that it needs, into the store. */
  importObject(repo: RepoRow, sha: string): void;
}

interface Bare {
  path: string;
  pending: { type: GitObjectType; sha: string; encode: () => Buffer }[];
  known: Set<string>;
  changedRefs: Set<string>;
}

// Everything stays a loose object (no gc, nothing kept packed), so that objects can be read in process.
const config = `[core]
\trepositoryformatversion = 0
\tbare = true
[gc]
\tauto = 0
[http]
\treceivepack = true
[receive]
\tautogc = false
\tunpackLimit = 1000000
[transfer]
\tunpackLimit = 1000000
\tfsckObjects = false
[uploadpack]
\tallowAnySHA1InWant = true
\tallowFilter = true
`;

/**
 * Mirrors the store into bare repositories below `folder`, incrementally: rows are noted as they are inserted and written when
 * `directory` is next called.
 */
export function createGitObjects(gh: GitHubStore, folder: string): GitObjects {
  const bares = new Map<number, Bare>();

  const bareOf = (repoId: number): Bare => {
    let bare = bares.get(repoId);
    if (!bare) {
      bare = { path: join(folder, `${repoId}.git`), pending: [], known: new Set(), changedRefs: new Set() };
      bares.set(repoId, bare);
    }
    return bare;
  };
  const note = (repoId: number, type: GitObjectType, sha: string, encode: () => Buffer) => {
    const bare = bareOf(repoId);
    if (!bare.known.has(sha)) bare.pending.push({ type, sha, encode });
  };

  onInsert(gh.blobs, (row) => note(row.repo_id, "blob", row.sha, () => decodeBlob(row)));
  onInsert(gh.trees, (row) => note(row.repo_id, "tree", row.sha, () => encodeTree(row.tree)));
  onInsert(gh.commits, (row) => note(row.repo_id, "commit", row.sha, () => encodeCommit(row)));
  onInsert(gh.tags, (row) => note(row.repo_id, "tag", row.sha, () => encodeTag(row)));
  onInsert(gh.refs, (row) => bareOf(row.repo_id).changedRefs.add(row.ref));
  const { update, delete: remove } = gh.refs;
  gh.refs.update = (id, patch) => {
    const row = update.call(gh.refs, id, patch);
    if (row) bareOf(row.repo_id).changedRefs.add(row.ref);
    return row;
  };
  gh.refs.delete = (id) => {
    const row = gh.refs.get(id);
    if (row) bareOf(row.repo_id).changedRefs.add(row.ref);
    return remove.call(gh.refs, id);
  };

  return {
    directory(repo) {
      const bare = bareOf(repo.id);
      if (!existsSync(bare.path)) initialise(bare.path, repo.default_branch);
      for (const { type, sha, encode } of bare.pending.splice(0)) {
        if (!bare.known.has(sha)) writeObject(bare.path, type, sha, encode());
        bare.known.add(sha);
      }
      if (bare.changedRefs.size > 0) {
        const refs = new Map(gh.refs.findBy("repo_id", repo.id).map((row) => [row.ref, row.sha]));
        // Deletions first: a deleted ref may be in the way of a new one (a and a/b cannot both exist).
        const names = [...bare.changedRefs].sort((a, b) => Number(refs.has(a)) - Number(refs.has(b)));
        for (const name of names) writeRef(bare.path, name, refs.get(name));
        bare.changedRefs.clear();
      }
      return bare.path;
    },
    importObject(repo, sha) {
      const bare = bareOf(repo.id);
      importObjects(gh, repo.id, sha, bare.known, (name) => readObject(bare.path, name));
    },
  };
}

function onInsert<T extends { id: number }>(table: { insert(row: Partial<T>): T }, listener: (row: T) => void): void {
  const insert = table.insert.bind(table);
  table.insert = (row) => {
    const saved = insert(row);
    listener(saved);
    return saved;
  };
}

function initialise(path: string, branch: string): void {
  mkdirSync(join(path, "objects"), { recursive: true });
  mkdirSync(join(path, "refs", "heads"), { recursive: true });
  writeFileSync(join(path, "HEAD"), `ref: refs/heads/${branch}\n`);
  writeFileSync(join(path, "config"), config);
}

function objectPath(path: string, sha: string): string {
  return join(path, "objects", sha.slice(0, 2), sha.slice(2));
}

function writeObject(path: string, type: GitObjectType, sha: string, content: Buffer): void {
  // emulate gives annotated tags a random name, which no git object can have: they stay in the API only.
  if (nameObject(type, content) !== sha) return;
  const file = objectPath(path, sha);
  if (existsSync(file)) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, deflateSync(Buffer.concat([Buffer.from(`${type} ${content.length}\0`), content]), { level: 1 }));
}

function readObject(path: string, sha: string): { type: GitObjectType; content: Buffer } {
  const raw = inflateSync(readFileSync(objectPath(path, sha)));
  const zero = raw.indexOf(0);
  return { type: raw.subarray(0, raw.indexOf(0x20)).toString() as GitObjectType, content: raw.subarray(zero + 1) };
}

function writeRef(path: string, name: string, sha: string | undefined): void {
  assertRefName(name);
  const file = join(path, name);
  if (sha === undefined) {
    rmSync(file, { force: true });
    return;
  }
  mkdirSync(dirname(file), { recursive: true });
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) rmSync(file, { recursive: true });
  writeFileSync(`${file}.new`, `${sha}\n`);
  renameSync(`${file}.new`, file);
}
