import {
  createKeyedRegistryStore,
  liftSuspensions,
  listEndedSuspensions,
  type RegistryStore,
} from "@plugsmith/registry";
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
  /** Versions whose suspension nobody confirmed in its time, as `<name> <version>`. */
  readonly lifted: readonly string[];
  readonly message: string;
}

/** Ends suspensions whose 24 hours are over. Before anything is signed, so that one word says all of it. */
async function lift({ store, readKeys, now }: RefreshPorts): Promise<readonly string[]> {
  let ended: readonly string[] = [];
  await createKeyedRegistryStore({ store, readKeys, now }).commit({
    message: "End suspensions that nobody confirmed",
    decide({ registry }) {
      ended = listEndedSuspensions(registry, now()).map(({ name, version }) => `${name} ${version}`);
      const lifted = liftSuspensions(registry, now());
      return lifted === registry ? null : { registry: lifted };
    },
  });
  return ended;
}

/**
 * The daily run: ends suspensions whose time is over, signs the timestamp, and whatever else of the online key has lived half its life.
 * @throws ForgeError `signatures_missing` for a signed registry without its key, `signing_key_invalid`, `registry_mixed` for a branch
 * that somebody edited by hand: nothing of it is signed again.
 */
export async function refreshRegistry(ports: RefreshPorts): Promise<RefreshReport> {
  const { store, readKeys, now } = ports;
  const pem = readKeys();
  const signers = pem === null ? [] : parseSigners(pem);
  const due = await gatherDueRoles(store, signers, now());
  const told = (lifted: readonly string[]) =>
    lifted.length > 0 ? ` Nobody confirmed the suspension of ${lifted.join(", ")}: it is over.` : "";
  if (due === null) {
    const lifted = await lift(ports);
    const message = `This registry is not signed; \`plugsmith registry init\` signs it.${told(lifted)}`;
    return { isSigned: false, due: [], lifted, message };
  }
  if (pem === null)
    throw new ForgeError("signatures_missing", {
      message: "The registry is signed, and this job has no key to sign it again.",
      hint: "Put the registry's online key into the secret PLUGSMITH_REGISTRY_KEY of the environment forge-registry. If it is lost: docs/registry.md.",
    });
  const lifted = await lift(ports);
  await createTufRegistryStore({ store, signers, now }).refresh();
  const people = due.length > 0 ? ` People must soon sign ${due.join(", ")}: docs/registry.md.` : "";
  return {
    isSigned: true,
    due,
    lifted,
    message: `The registry's newest word is signed again.${people}${told(lifted)}`,
  };
}
