import type { TufKeyText } from "@plugsmith/trust/tuf";

/** Keys and threshold of one role. */
export interface RoleKeys {
  readonly keys: readonly TufKeyText[];
  readonly threshold: number;
}

/** Roles whose keys a forge chooses. `bins` are all hash bins together; `plugins` only hands on to them. */
export const roleNames = [
  "root",
  "targets",
  "snapshot",
  "timestamp",
  "registry",
  "revocations",
  "suspensions",
  "plugins",
  "bins",
] as const;

export type RoleName = (typeof roleNames)[number];

export interface KeyRole {
  readonly keyids: readonly string[];
  readonly threshold: number;
}

interface Signed {
  readonly spec_version: string;
  readonly version: number;
  readonly expires: string;
}

export type TopRole = "root" | "targets" | "snapshot" | "timestamp";

export interface RootSigned extends Signed {
  readonly _type: "root";
  readonly consistent_snapshot: true;
  readonly keys: Readonly<Record<string, TufKeyText>>;
  readonly roles: Readonly<Record<TopRole, KeyRole>>;
}

export interface FileMeta {
  readonly length: number;
  readonly hashes: { readonly sha256: string };
}

export interface Delegation extends KeyRole {
  readonly name: string;
  readonly paths: readonly string[];
  readonly terminating: boolean;
}

export interface SuccinctRoles extends KeyRole {
  readonly bit_length: number;
  readonly name_prefix: string;
}

export interface Delegations {
  readonly keys: Readonly<Record<string, TufKeyText>>;
  readonly roles?: readonly Delegation[];
  readonly succinct_roles?: SuccinctRoles;
}

export interface TargetsSigned extends Signed {
  readonly _type: "targets";
  readonly targets: Readonly<Record<string, FileMeta>>;
  readonly delegations?: Delegations;
}

export interface VersionMeta extends FileMeta {
  readonly version: number;
}

export interface SnapshotSigned extends Signed {
  readonly _type: "snapshot";
  readonly meta: Readonly<Record<string, VersionMeta>>;
}

export interface TimestampSigned extends Signed {
  readonly _type: "timestamp";
  readonly meta: { readonly "snapshot.json": VersionMeta };
  /** Ours: when this was signed, from which readers tell how old their knowledge is. */
  readonly signed_at: string;
}

export type AnySigned = RootSigned | TargetsSigned | SnapshotSigned | TimestampSigned;

/** What is on the branch: the signed parts of root, snapshot, timestamp, and of those roles that this write needs. */
export interface TufTree {
  readonly root: RootSigned;
  readonly snapshot: SnapshotSigned;
  readonly timestamp: TimestampSigned;
  /** `targets`, `plugins`, and others by name. */
  readonly roles: Readonly<Record<string, TargetsSigned>>;
}

/** Prefix of the bins' names. */
export const binPrefix = "bin";
