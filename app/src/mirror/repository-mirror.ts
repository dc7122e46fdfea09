/** One entry of a tree. */
export interface MirrorFile {
  readonly path: string;
  readonly sha: string;
  readonly mode: string;
}

/** What the bot needs of a local copy of a repository: reading costs no REST call. */
export interface RepositoryMirror {
  /** Fetches the default branch and every `forge/*` branch. */
  refresh(): Promise<void>;
  /** Commit and tree of a branch; null: there is no such branch. */
  readBranch(branch: string): Promise<{ readonly commit: string; readonly tree: string } | null>;
  /** Files below a folder of a commit (`""`: all), with paths from the root. */
  listFiles(commit: string, folder: string): Promise<readonly MirrorFile[]>;
  /** Is `commit` there, and `ancestor` it or before it? */
  contains(commit: string, ancestor: string): Promise<boolean>;
  /** Contents by blob id, in the order asked. */
  readBlobs(shas: readonly string[]): Promise<readonly Uint8Array[]>;
}
