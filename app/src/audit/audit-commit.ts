/** A file that a commit adds, changes or removes, as `git diff-tree` tells it. */
export interface AuditChange {
  /** `A` added, `M` changed, `D` removed, `T` another kind of file. */
  readonly status: string;
  readonly mode: string;
  readonly path: string;
  /** Object id after the change. */
  readonly blob: string;
  /** Null: the object is missing. */
  readonly bytes: Uint8Array | null;
}

/** One commit of forge/audit with everything that it changes. */
export interface AuditCommit {
  readonly sha: string;
  /** The commit object as git stores it. */
  readonly raw: Uint8Array;
  readonly changes: readonly AuditChange[];
}

export interface CommitHeader {
  readonly parents: readonly string[];
  readonly author: string;
  readonly committer: string;
  /** Name and address of the committer. */
  readonly by: string;
  readonly seconds: number;
  readonly message: string;
}

const lines =
  /^tree [0-9a-f]{40}\n(?<parents>(?:parent [0-9a-f]{40}\n)*)author (?<author>[^\n]*)\ncommitter (?<committer>(?<by>[^\n]* <[^\n<>]*>) (?<seconds>0|[1-9][0-9]{0,11}) \+0000)\n\n(?<message>[^]*)$/u;

/** What a commit object says, or null when it is not written as the forge writes them (no signature, times in UTC). */
export function parseCommit(raw: Uint8Array): CommitHeader | null {
  const text = Buffer.from(raw).toString("utf8");
  const groups = lines.exec(text)?.groups;
  // Bytes that are no UTF-8 would be lost in the text.
  if (!groups || !Buffer.from(text).equals(raw)) return null;
  const { parents = "", author = "", committer = "", by = "", seconds = "", message = "" } = groups;
  const named = parents
    .split("\n")
    .filter(Boolean)
    .map((line) => line.slice("parent ".length));
  return { parents: named, author, committer, by, seconds: Number(seconds), message };
}
