import type { RootSigned, SnapshotSigned, TargetsSigned, TimestampSigned } from "./tuf-tree.ts";

/** One write of the registry's metadata, not yet signed. Versions and expiry are decided; lengths and hashes follow from signing. */
export interface TufPlan {
  /** The root in force afterwards. */
  readonly root: RootSigned;
  /** Whether it is new and must be signed. */
  readonly isNewRoot: boolean;
  /** The root that a new one follows; its keys must sign the new one too. null for the first. */
  readonly previousRoot: RootSigned | null;
  /** Roles to sign, in this order. */
  readonly roles: Readonly<Record<string, TargetsSigned>>;
  /** Roles that tell who signs; those of the plan where it changes them. */
  readonly keyRoles: Readonly<Record<string, TargetsSigned>>;
  /** The snapshot to sign, without its changes of `meta`; null: the one before stays. */
  readonly snapshot: SnapshotSigned | null;
  readonly timestamp: TimestampSigned;
  /** Further files below `tuf/`: texts of targets. */
  readonly files: Readonly<Record<string, string>>;
  /** Files below `tuf/` that nothing names any more. */
  readonly removed: readonly string[];
}
