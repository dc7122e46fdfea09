import type { Registry, Reviewers, Signers } from "@plugsmith/schemas";

/** Branch and files of the registry. */
export const registryBranch = "forge/registry";
export const registryFile = "registry.json";
export const reviewersFile = "reviewers.json";
/** Optional: the Sigstore TrustedRoot that publish and the command line verify with. */
export const trustedRootFile = "trusted_root.json";
/** Optional: which commits of the signing workflow may sign packages. */
export const signersFile = "signers.json";

export interface RegistrySnapshot {
  readonly registry: Registry;
  readonly reviewers: Reviewers;
  /** Optional file `trusted_root.json`, parsed. */
  readonly trustedRoot: Record<string, unknown> | null;
  /** Optional file `signers.json`. */
  readonly signers: Signers | null;
  /** Commit that was read. */
  readonly parent: string;
}

export interface RegistryWrite {
  readonly registry: Registry;
  /** Further files by path, for example attestations; null: the file goes. */
  readonly files?: Readonly<Record<string, string | null>>;
}

/** The branch as it was at the snapshot's parent. Only usable while `decide` runs. */
export interface RegistryBranch {
  /** null when there is no such file. */
  readFile(path: string): Promise<string | null>;
  /** Names of the files directly in a folder. */
  listFolder(path: string): Promise<readonly string[]>;
}

export interface RegistryChange {
  /** First line of the commit. */
  readonly message: string;
  /** What to write on top of that snapshot, or null when nothing is left to do. Asked again after a lost race. */
  decide(snapshot: RegistrySnapshot, branch: RegistryBranch): RegistryWrite | null | Promise<RegistryWrite | null>;
}

/** The registry as its writers see it. */
export interface RegistryStore {
  /** @throws ForgeError `registry_invalid` when it is missing or does not match its schema. */
  read(): Promise<RegistrySnapshot>;
  /**
   * Writes one commit on the parent that was seen; a lost race is read and decided again.
   * @returns the registry afterwards. @throws ForgeError `registry_conflict` after five lost races.
   */
  commit(change: RegistryChange): Promise<RegistrySnapshot>;
}
