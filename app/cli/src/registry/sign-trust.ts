import type { VerbCall } from "../run-verb.ts";
import { chooseKeyFolder } from "./ceremony-folder.ts";
import { changeTrust, type TrustOptions } from "./change-trust.ts";
import { openRegistry } from "./open-registry.ts";
import { readPassphrases } from "./read-keys.ts";
import { describeTrust } from "./render-ceremony.ts";

/** The part of the change that a verb decides; keys, folder and registry come from its options. */
type Change = Pick<TrustOptions, "reviewersFile" | "trustedRootFile" | "editSigners">;

const text = (value: unknown) => (typeof value === "string" ? value : undefined);

/** A change of what people sign, by a verb with the options of `withPeople`. @throws as `changeTrust`. */
export async function signTrust({ options }: Pick<VerbCall, "options">, change: Change) {
  const { store, publish } = await openRegistry(options);
  const made = await changeTrust({
    ...change,
    store,
    keyFiles: (options["key"] ?? []) as readonly string[],
    onlineKeyFile: text(options["onlineKey"]),
    folder: chooseKeyFolder(options["out"], options["dir"]),
    passphrases: await readPassphrases(options["passphraseFile"]),
    now: () => new Date(),
  });
  return describeTrust(made, publish);
}
