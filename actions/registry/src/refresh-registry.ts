import type { RegistryStore } from "@plugsmith/registry";
import { createTufRegistryStore, gatherDueRoles, parseSigners } from "@plugsmith/registry/tuf";
import { ForgeError } from "@plugsmith/schemas";

export interface RefreshPorts {
  readonly store: RegistryStore;
  /** The registry's online key, PEM; null where the job has none. */
  readonly readKeys: () => string | null;
  readonly now: () => Date;
}

export interface RefreshReport {
  /** False: this forge does not sign its registry. */
  readonly isSigned: boolean;
  /** Roles whose life is half over and that only people can sign. */
  readonly due: readonly string[];
  readonly message: string;
}

/**
 * The daily run: signs the timestamp, and whatever else of the online key has lived half its life.
 * @throws ForgeError `signatures_missing` for a signed registry without its key, `signing_key_invalid`, `registry_mixed` for a branch
 * that somebody edited by hand: nothing of it is signed again.
 */
export async function refreshRegistry({ store, readKeys, now }: RefreshPorts): Promise<RefreshReport> {
  const pem = readKeys();
  const signers = pem === null ? [] : parseSigners(pem);
  const due = await gatherDueRoles(store, signers, now());
  if (due === null)
    return { isSigned: false, due: [], message: "This registry is not signed; `plugsmith registry init` signs it." };
  if (pem === null)
    throw new ForgeError("signatures_missing", {
      message: "The registry is signed, and this job has no key to sign it again.",
      hint: "Put the registry's online key into the secret PLUGSMITH_REGISTRY_KEY of the environment forge-registry. If it is lost: docs/registry.md.",
    });
  await createTufRegistryStore({ store, signers, now }).refresh();
  const people = due.length > 0 ? ` People must soon sign ${due.join(", ")}: docs/registry.md.` : "";
  return { isSigned: true, due, message: `The registry's newest word is signed again.${people}` };
}
