import { ForgeError } from "@plugsmith/schemas";
import { tufFolder } from "@plugsmith/trust";
import type { RegistryChange, RegistryStore } from "./registry-store.ts";

export interface KeyedRegistryOptions {
  readonly store: RegistryStore;
  /** PEM text with the private keys (PKCS#8) that may sign here; null where a forge has none. Asked only before a write. */
  readonly readKeys: () => string | null;
  readonly now: () => Date;
}

/** Without a key, a registry that has metadata must not move: its readers would never hear of the write. */
const refuseUnsigned = (change: RegistryChange): RegistryChange => ({
  message: change.message,
  async decide(snapshot, branch) {
    if ((await branch.listFolder(tufFolder)).length > 0)
      throw new ForgeError("signatures_missing", {
        message: "The registry is signed, and this job has no key to sign it with.",
        hint: "Put the registry's online key into the secret PLUGSMITH_REGISTRY_KEY of the job's environment. If it is lost: docs/registry.md.",
      });
    return change.decide(snapshot, branch);
  },
});

/**
 * The registry as a job writes it: with TUF metadata in the same commit where it has a key, plainly where the branch has no metadata.
 * @throws ForgeError `signatures_missing` for a signed registry without a key, `signing_key_invalid`, and as the stores throw.
 */
export function createKeyedRegistryStore({ store, readKeys, now }: KeyedRegistryOptions): RegistryStore {
  return {
    read: () => store.read(),
    async commit(change) {
      const pem = readKeys();
      if (pem === null) return store.commit(refuseUnsigned(change));
      // TUF's code is loaded by writers with a key only.
      const { createTufRegistryStore, parseSigners } = await import("./tuf.ts");
      return createTufRegistryStore({ store, signers: parseSigners(pem), now }).commit(change);
    },
  };
}
