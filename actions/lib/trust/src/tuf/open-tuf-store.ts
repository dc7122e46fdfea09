import type { Metadata, Root, Snapshot, Targets, Timestamp } from "@tufjs/models";
import { TrustedMetadataStore } from "tuf-js/dist/store.js";
import { explainTufError, refuseTuf } from "./explain-tuf-error.ts";
import type { RetiredKeys } from "./tuf-ports.ts";

/** tuf-js's checks, with our clock and our refusals. */
export interface TufStore {
  readonly root: Metadata<Root>;
  readonly timestamp: Metadata<Timestamp> | undefined;
  readonly snapshot: Metadata<Snapshot> | undefined;
  getRole(name: string): Metadata<Targets> | undefined;
  updateRoot(bytes: Buffer): void;
  updateTimestamp(bytes: Buffer): void;
  updateSnapshot(bytes: Buffer, trusted?: boolean): void;
  updateDelegatedTargets(bytes: Buffer, role: string, delegator: string): void;
}

/**
 * A store that trusts this root. Everything that it takes afterwards is checked by tuf-js against it.
 * @param now the time that expiry is measured against.
 * @throws ForgeError `registry_invalid` when the root cannot be read or does not sign itself.
 */
export function openTufStore(root: string, now: Date): TufStore {
  try {
    const store: TufStore = new TrustedMetadataStore(Buffer.from(root));
    // tuf-js takes the machine's clock when it is made; the time of a look is its caller's.
    return Object.assign(store, { referenceTime: now });
  } catch (error) {
    return refuseTuf("registry_invalid", "The pinned root of the registry cannot be read.", {}, error);
  }
}

/** Runs one of the store's checks; whatever it throws becomes a refusal with its code. */
export function tryMetadata(role: string, bytes: Buffer, retired: RetiredKeys, check: () => void): void {
  try {
    check();
  } catch (error) {
    explainTufError(error, { role, bytes, retired });
  }
}

/** Runs one of the store's checks with remembered metadata: they may have grown old, then they are simply not used. */
export function recallMetadata(text: string | undefined, check: (bytes: Buffer) => void): boolean {
  if (text === undefined) return false;
  try {
    check(Buffer.from(text));
    return true;
  } catch {
    return false;
  }
}
