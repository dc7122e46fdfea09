import { createHash } from "node:crypto";
import { join, resolve } from "node:path";
import { type RegistryStore, signersFile, trustedRootFile } from "@plugsmith/registry";
import { createTufRegistryStore, gatherRoles, planKeyRoles } from "@plugsmith/registry/tuf";
import { type BuildSigner, ForgeError } from "@plugsmith/schemas";
import { type HeldKey, makeOnlineKey, makePersonKey, writeNewFile } from "./ceremony-folder.ts";
import { addSigner } from "./change-signers.ts";
import { readKeys } from "./read-keys.ts";
import type { PinnedWorkflow } from "./read-pinned-workflow.ts";

export interface CeremonyOptions {
  readonly store: RegistryStore;
  /** How many new people's keys; unused where `keyFiles` names them. */
  readonly people: number;
  /** How many of them must sign; undefined: more than half. */
  readonly threshold: number | undefined;
  /** Private keys that people bring along. */
  readonly keyFiles: readonly string[];
  readonly onlineKeyFile: string | undefined;
  /** The publish workflow that the forge pins: the first signer, where the branch has no list of signers yet. */
  readonly pinned?: PinnedWorkflow | null;
  /** The Sigstore TrustedRoot to sign in place of the branch's. */
  readonly trustedRoot?: Record<string, unknown>;
  /** Folder for everything that is made. */
  readonly folder: string;
  /** 2 to this power bins. */
  readonly bits: number;
  readonly passphrases: readonly string[];
  readonly now: () => Date;
}

export interface Ceremony {
  readonly repository: string;
  readonly commit: string;
  readonly people: readonly HeldKey[];
  readonly threshold: number;
  readonly online: HeldKey;
  readonly rootFile: string;
  /** `sha256:` of the first root: what benches pin. */
  readonly rootDigest: string;
  /** Commits of the publish workflow that may sign packages from now on. */
  readonly signers: readonly BuildSigner[];
}

/** What is signed besides what lies on the branch. */
async function gatherTrust({ store, pinned, trustedRoot, now }: CeremonyOptions): Promise<Record<string, string>> {
  const { signers } = await store.read();
  const from = now().toISOString();
  const first = !signers && pinned ? addSigner(null, { ...pinned, from, until: undefined, note: undefined }) : null;
  return {
    ...(first ? { [signersFile]: render(first) } : {}),
    ...(trustedRoot ? { [trustedRootFile]: render(trustedRoot) } : {}),
  };
}

const render = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

async function gatherPeople(options: CeremonyOptions): Promise<readonly HeldKey[]> {
  const { keyFiles, passphrases, people, folder } = options;
  if (keyFiles.length > 0) {
    const signers = await readKeys(keyFiles, passphrases);
    return signers.map((signer, index) => ({ file: keyFiles[index] ?? "", signer }));
  }
  if (passphrases.length > 0 && passphrases.length < people)
    throw new ForgeError("input_invalid", {
      message: `${people} keys need ${people} passphrases; the file holds ${passphrases.length}.`,
    });
  const made: HeldKey[] = [];
  for (let number = 1; number <= people; number++)
    made.push(await makePersonKey(join(folder, `root-${number}.pem`), passphrases[number - 1]));
  return made;
}

/** The text of a file of the registry's branch. */
export async function readBranchFile(store: RegistryStore, path: string): Promise<string> {
  let text: string | null = null;
  await store.commit({
    message: "",
    async decide(_snapshot, branch) {
      text = await branch.readFile(path);
      return null;
    },
  });
  if (text === null) throw new ForgeError("registry_invalid", { message: `The registry has no ${path}.` });
  return text;
}

export const digestText = (text: string): string => `sha256:${createHash("sha256").update(text).digest("hex")}`;

/**
 * Makes the keys of a registry, or takes those that people bring, and signs it for the first time.
 * @throws ForgeError `registry_conflict` where it is signed already, before any key is made.
 */
export async function holdCeremony(options: CeremonyOptions): Promise<Ceremony> {
  const { store, folder, bits, now } = options;
  if (await gatherRoles(store))
    throw new ForgeError("registry_conflict", {
      message: "This registry is signed already.",
      hint: "Change its keys with `plugsmith registry rotate root` or `rotate online`.",
    });
  const count = options.keyFiles.length || options.people;
  const threshold = options.threshold ?? Math.floor(count / 2) + 1;
  if (!(threshold >= 1 && threshold <= count))
    throw new ForgeError("wrong_usage", {
      message: `${threshold} signatures cannot be made by ${count} ${count === 1 ? "key" : "keys"}.`,
      hint: "--threshold says how many of the people's keys must sign; without it, more than half of them.",
    });
  // Before anybody types a passphrase.
  if (new Set(options.keyFiles.map((file) => resolve(file))).size < options.keyFiles.length)
    throw new ForgeError("wrong_usage", {
      message: "A key was named twice.",
      hint: "Each person brings a key of their own: name each file once with --key.",
    });
  const people = await gatherPeople(options);
  const given = options.onlineKeyFile;
  const online: HeldKey =
    given === undefined
      ? await makeOnlineKey(join(folder, "online.pem"))
      : { file: given, signer: (await readKeys([given], options.passphrases))[0] as HeldKey["signer"] };
  const roles = planKeyRoles({ people: people.map(({ signer }) => signer.key), threshold }, online.signer.key);
  const signers = [...people.map(({ signer }) => signer), online.signer];
  const trust = await gatherTrust(options);
  const done = await createTufRegistryStore({ store, signers, now }).start({ roles, bits }, trust);
  const { registry, parent } = done;
  const root = await readBranchFile(store, "tuf/1.root.json");
  const rootFile = join(folder, "forge.root.json");
  await writeNewFile(rootFile, root, 0o644);
  return {
    repository: registry.repository,
    commit: parent,
    people,
    threshold,
    online,
    rootFile,
    rootDigest: digestText(root),
    signers: (await store.read()).signers?.signers ?? [],
  };
}
