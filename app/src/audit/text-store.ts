import type { SealedFile } from "./seal-record.ts";

/** Write-once files beside the log, where only the forge and its owners read. */
export interface TextStore {
  /** Writes new files in one commit. @throws ForgeError `audit_texts_unavailable`. */
  write(files: readonly SealedFile[], at: string): Promise<void>;
  /** Bytes by digest; a missing file is null. @throws ForgeError `audit_texts_unavailable` when nothing can be read. */
  read(digests: readonly string[]): Promise<ReadonlyMap<string, Uint8Array | null>>;
}

/** Where people's texts go: a store of their own, the log itself, or nowhere while nobody can say whether they are private. */
export type TextPlace = TextStore | "log" | "nowhere";
