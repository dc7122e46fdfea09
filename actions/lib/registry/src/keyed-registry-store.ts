import { ForgeError } from "@plugsmith/schemas";
import { tufFolder } from "@plugsmith/trust";
import type { RegistryBranch, RegistryChange, RegistryStore } from "./registry-store.ts";

export interface KeyedRegistryOptions {
  readonly store: RegistryStore;
  /** PEM text with the private keys (PKCS#8) that may sign here; null where a forge has none. Asked only before a write. */
  readonly readKeys: () => string | null;
  readonly now: () => Date;
}

const isSigned = async (branch: RegistryBranch) => (await branch.listFolder(tufFolder)).length > 0;

/** Without a key, a registry that has metadata must not move: its readers would never hear of the write. */
const refuseUnsigned = (change: RegistryChange): RegistryChange => ({
  message: change.message,
  async decide(snapshot, branch) {
    const write = await change.decide(snapshot, branch);
    if (write !== null && (await isSigned(branch)))
      throw new ForgeError("signatures_missing", {
        message: "The registry is signed, and this job has no key to sign it with.",
        hint: "Put the registry's online key into the secret PLUGSMITH_REGISTRY_KEY of the job's environment. If it is lost: docs/registry.md.",
      });
    return write;
  },
});

/**
 * The registry as a job reads and writes it: where it is signed, only what its keys have signed is believed, and a write carries
 * metadata in the same commit; plainly where the branch has no metadata.
 * @throws ForgeError `signatures_missing` for a write to a signed registry without a key, `signing_key_invalid`, `registry_mixed` and
 * others for a branch that somebody edited by hand, and as the stores throw.
 */
export function createKeyedRegistryStore({ store, readKeys, now }: KeyedRegistryOptions): RegistryStore {
  return {
    async read() {
      let signed = false;
      // A change that decides for nothing shows the files beside the snapshot, of the same commit.
      const snapshot = await store.commit({
        message: "",
        async decide(_snapshot, branch) {
          signed = await isSigned(branch);
          if (signed) {
            const { checkBranch } = await import("./tuf.ts");
            await checkBranch(branch);
          }
          return null;
        },
      });
      // No reader holds a package to a list of signers that nobody has signed; neither does a job.
      return signed ? snapshot : { ...snapshot, signers: null };
    },
    async commit(change) {
      const pem = readKeys();
      if (pem === null) return store.commit(refuseUnsigned(change));
      // TUF's code is loaded by writers with a key only.
      const { createTufRegistryStore, parseSigners } = await import("./tuf.ts");
      return createTufRegistryStore({ store, signers: parseSigners(pem), now }).commit(change);
    },
  };
}
