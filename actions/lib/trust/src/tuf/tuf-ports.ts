/** Where the registry's TUF metadata come from: git, HTTPS, a folder. */
export interface TufTransport {
  /**
   * The bytes of one file below the registry's folder `tuf/`, null when there is none. Paths are made by this room, never taken
   * from metadata as they are. A transport stops reading after `maximumBytes` and throws `registry_endless`.
   */
  read(path: string, maximumBytes: number): Promise<Uint8Array | null>;
}

/** A public key as TUF writes it. */
export interface TufKeyText {
  readonly keytype: string;
  readonly scheme: string;
  readonly keyval: Readonly<Record<string, string>>;
}

/**
 * What a reader of the registry remembers between two looks: the newest metadata that it accepted. Losing it loses the protection
 * against rollback; `root` alone (the pinned first root) is how a new reader starts.
 */
export interface TufState {
  readonly root: string;
  readonly timestamp?: string;
  readonly snapshot?: string;
  /** Metadata of `targets` and of delegated roles by role name. */
  readonly roles?: Readonly<Record<string, string>>;
  /** Keys that a role had once and has no longer, by role and key id: a signature of theirs is a stolen key's. */
  readonly retired?: RetiredKeys;
}

export type RetiredKeys = Readonly<Record<string, Readonly<Record<string, TufKeyText>>>>;
