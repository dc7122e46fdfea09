import {
  createKeyedRegistryStore,
  type RegistryChange,
  type RegistrySnapshot,
  type RegistryStore,
} from "@plugsmith/registry";
import { createTufRegistryStore, type TufSigner } from "@plugsmith/registry/tuf";

export interface ChangedRegistry extends RegistrySnapshot {
  /** False: nothing was left to do. */
  readonly isWritten: boolean;
}

/**
 * One write by a person, signed where the registry is signed.
 * @param signers keys at hand, the online key among them.
 * @throws ForgeError `signatures_missing` for a signed registry without its online key, and as the change decides.
 */
export async function changeRegistry(
  store: RegistryStore,
  signers: readonly TufSigner[],
  change: RegistryChange,
): Promise<ChangedRegistry> {
  const now = () => new Date();
  const target =
    signers.length === 0
      ? createKeyedRegistryStore({ store, readKeys: () => null, now })
      : createTufRegistryStore({ store, signers, now });
  let isWritten = false;
  const snapshot = await target.commit({
    message: change.message,
    async decide(seen, branch) {
      const write = await change.decide(seen, branch);
      isWritten = write !== null;
      return write;
    },
  });
  return { ...snapshot, isWritten };
}
