import { join } from "node:path";
import { type Ceremony, holdCeremony } from "../registry/hold-ceremony.ts";
import { openRegistry } from "../registry/open-registry.ts";
import { readPassphrases } from "../registry/read-keys.ts";
import type { RegistryClone } from "./make-registry-clone.ts";

/** Holds the ceremony on a test's clone: keys in `<base>/keys`, passphrases of its file. */
export async function signClone(clone: RegistryClone, people = 1): Promise<Ceremony> {
  return holdCeremony({
    store: (await openRegistry({ dir: clone.folder })).store,
    people,
    threshold: undefined,
    keyFiles: [],
    onlineKeyFile: undefined,
    folder: join(clone.base, "keys"),
    bits: 1,
    passphrases: await readPassphrases(clone.passphraseFile),
    now: () => new Date(),
  });
}
