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

/** Why the archive gate refuses; `facts.reason` of `archive_invalid`. */
export type ArchiveReason =
  | "too_large"
  | "not_a_zip"
  | "prepended_data"
  | "trailing_data"
  | "comment"
  | "multi_disk"
  | "zip64"
  | "too_many_entries"
  | "empty"
  | "entry_count_wrong"
  | "central_directory_broken"
  | "local_header_broken"
  | "local_header_differs"
  | "entries_overlap"
  | "gap_between_entries"
  | "encrypted"
  | "flags_unsupported"
  | "method_unsupported"
  | "extra_field"
  | "file_comment"
  | "name_absolute"
  | "name_climbs"
  | "name_backslash"
  | "name_drive"
  | "name_control_character"
  | "name_hidden"
  | "name_reserved"
  | "name_not_utf8"
  | "name_not_normalized"
  | "name_too_long"
  | "name_invalid"
  | "duplicate_name"
  | "file_as_directory"
  | "directory_entry"
  | "link"
  | "device"
  | "setuid"
  | "file_too_large"
  | "total_too_large"
  | "ratio_too_high"
  | "size_wrong"
  | "crc_wrong"
  | "data_broken"
  | "readers_disagree"
  | "index_missing"
  | "index_invalid"
  | "index_differs"
  | "manifest_missing"
  | "manifest_invalid"
  | "manifest_differs";
