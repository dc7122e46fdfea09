/** A file of a Subversion folder. */
export interface SubversionFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** One action of a commit; paths are relative to the commit's base address. */
export type SubversionAction =
  | { readonly kind: "mkdir"; readonly path: string }
  | { readonly kind: "copy"; readonly from: string; readonly to: string; readonly revision: number }
  | { readonly kind: "put"; readonly path: string; readonly bytes: Uint8Array }
  | { readonly kind: "remove"; readonly path: string };

export interface SubversionCommit {
  readonly base: string;
  readonly message: string;
  /** What was looked at; a later change of the same paths makes the commit fail. */
  readonly revision: number;
  readonly actions: readonly SubversionAction[];
  readonly username: string;
  readonly password: string;
}

/** What a channel needs of a Subversion server. All throw ForgeError `channel_unreachable`, `channel_denied` or `channel_refused`. */
export interface SubversionPort {
  /** Names in a folder, folders with a slash at the end; null: there is no such folder. */
  list(url: string): Promise<readonly string[] | null>;
  /** Every file below a folder; null: there is no such folder. */
  readTree(url: string): Promise<readonly SubversionFile[] | null>;
  /** Last change of a path and the repository's newest revision. */
  readInfo(url: string): Promise<{ readonly revision: number; readonly changed: number; readonly at: string }>;
  /** One atomic commit. */
  commit(commit: SubversionCommit): Promise<void>;
}
