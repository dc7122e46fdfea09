import { planKeyRoles, signStart } from "@plugsmith/registry/tuf";
import { digestText } from "../registry/hold-ceremony.ts";
import { makeRegistryKey } from "../registry/registry-key.ts";

export interface LocalSignedRegistry {
  /** Files of the branch's first commit. */
  readonly files: Record<string, string>;
  readonly root: string;
  /** `sha256:` of the root. */
  readonly rootDigest: string;
  /** PEM for the secret of the jobs' environments. */
  readonly onlineKey: string;
}

/** Few plugins live on a local forge. */
const bits = 1;

/**
 * Signs a local forge's registry: two of three people's keys, which nobody keeps because nobody needs them for as long as it lives, and
 * an online key for the jobs.
 */
export async function signRegistry(files: Readonly<Record<string, string>>): Promise<LocalSignedRegistry> {
  const people = Array.from({ length: 3 }, () => makeRegistryKey(null).signer);
  const online = makeRegistryKey(null);
  const roles = planKeyRoles({ people: people.map(({ key }) => key), threshold: 2 }, online.signer.key);
  const signed = await signStart({ files, roles, bits, at: new Date(), signers: [...people, online.signer] });
  const root = signed["tuf/1.root.json"] ?? "";
  return { files: signed, root, rootDigest: digestText(root), onlineKey: online.pem };
}

const configPath = ".github/forge.yml";

/** A new forge's files with the registry's root pinned where the bot reads its policy. */
export const pinRoot = (files: Readonly<Record<string, string>>, rootDigest: string): Record<string, string> => ({
  ...files,
  [configPath]: `${files[configPath]?.trimEnd()}\nregistry:\n  rootDigest: ${rootDigest}\n`,
});
