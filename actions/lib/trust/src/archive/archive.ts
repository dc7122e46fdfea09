/** One regular file of a package. */
export interface ArchiveFile {
  /** Relative POSIX path, NFC, without dot segments. */
  readonly path: string;
  readonly data: Buffer;
  readonly executable: boolean;
}

/** A package that passed the archive gate, wholly in memory. */
export interface Archive {
  /** In the order of the archive. */
  readonly files: readonly ArchiveFile[];
  /** Sum of the files' real bytes. */
  readonly totalBytes: number;
}

export interface ArchiveLimits {
  readonly archiveBytes: number;
  readonly entries: number;
  readonly fileBytes: number;
  readonly totalBytes: number;
  /** Largest real size per stored byte, for files above 64 KiB. */
  readonly ratio: number;
  /** Bytes of a file's path. */
  readonly pathBytes: number;
}

/** Room for a large plugin; deflate itself ends near 1030:1, and text seldom passes 50:1. */
export const defaultArchiveLimits: ArchiveLimits = {
  archiveBytes: 64 * 2 ** 20,
  entries: 2000,
  fileBytes: 32 * 2 ** 20,
  totalBytes: 64 * 2 ** 20,
  ratio: 200,
  pathBytes: 240,
};
