import type { Registry, Reviewers } from "@plugsmith/schemas";
import type { TufTransport } from "@plugsmith/trust/tuf";

/** What one look has found. */
export interface SeenRegistry {
  readonly registry?: Registry;
  readonly reviewers?: Reviewers;
  /** The first look from a root that a person has pinned: earlier counts of another registry say nothing about it. */
  readonly isNew?: boolean;
  /** Called when the agent has accepted it; only then it counts as seen. */
  keep(): void;
}

/** One way to look at the registry. */
export interface RegistryReader {
  /** What is new since the last look that was kept; null: nothing. Throws what refuses it. */
  read(): Promise<SeenRegistry | null>;
}

/** Where commits and files of the branch come from. */
export interface RegistryRemote {
  /** Commit of the branch now. Asked at each look, so it costs next to nothing. Throws `download_failed`. */
  findCommit(): Promise<string>;
  /** The files of one write. Throws as `findCommit`. */
  open(commit: string): Promise<{ readonly commit: string; readonly transport: TufTransport }>;
}
