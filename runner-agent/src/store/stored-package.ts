import type { PackageIndex, PluginApproval, PluginManifest } from "@plugsmith/schemas";
import type { Release } from "../bench/release.ts";

/** Bytes that were checked, not yet on disk. */
export interface CheckedPackage {
  readonly release: Release;
  readonly manifest: PluginManifest;
  readonly index: PackageIndex;
  readonly files: readonly { readonly path: string; readonly data: Uint8Array; readonly executable: boolean }[];
  /** Absent for an unsigned folder. */
  readonly approvals?: PluginApproval;
  /** What was proved, in sentences; empty for an unsigned folder. */
  readonly proved: readonly string[];
  /** The bytes it came from, kept so that it can be verified again without a network. */
  readonly source?: { readonly zip: Uint8Array; readonly bundles: string };
}

/** A package on disk, read-only, whose files were read back and compared with the index. */
export interface StoredPackage extends Omit<CheckedPackage, "files" | "source"> {
  readonly folder: string;
}
