import { join } from "node:path";
import type { RegistryStore } from "@plugsmith/registry";
import {
  createTufRegistryStore,
  gatherRoles,
  type KeyChanges,
  planOnlineChange,
  planPeopleChange,
  type RoleTable,
} from "@plugsmith/registry/tuf";
import { ForgeError } from "@plugsmith/schemas";
import { type HeldKey, makeOnlineKey, makePersonKey } from "./ceremony-folder.ts";
import { readKeys } from "./read-keys.ts";

export interface RotationOptions {
  readonly store: RegistryStore;
  readonly what: "root" | "online";
  /** Private keys that people bring along. */
  readonly keyFiles: readonly string[];
  /** Ids of people's keys that no longer count. */
  readonly drop: readonly string[];
  /** Private keys that join; one is made in `folder` where a key is dropped and none is named. */
  readonly newKeyFiles: readonly string[];
  readonly threshold: number | undefined;
  /** The online key where it is at hand; undefined: a new one is made and rotated in, in the same write. */
  readonly onlineKeyFile: string | undefined;
  readonly folder: string;
  readonly passphrases: readonly string[];
  readonly now: () => Date;
}

export interface Rotation {
  readonly repository: string;
  readonly commit: string;
  readonly changed: readonly string[];
  readonly people: readonly HeldKey[];
  /** Set where the online key is another one now. */
  readonly online: HeldKey | undefined;
}

/** To the millisecond: a script that changes two things takes less than a second for the first. */
const stamp = (at: Date) => at.toISOString().replaceAll(/[-:.Z]/gu, "");

async function gatherJoining(options: RotationOptions): Promise<readonly HeldKey[]> {
  const { newKeyFiles, passphrases, drop, folder, now } = options;
  if (newKeyFiles.length > 0) {
    const signers = await readKeys(newKeyFiles, passphrases);
    return signers.map((signer, index) => ({ file: newKeyFiles[index] ?? "", signer }));
  }
  const file = (index: number) => join(folder, `root-${stamp(now())}-${index + 1}.pem`);
  // The last passphrases are the new keys' own; the first ones open the old keys.
  const own = passphrases.slice(-drop.length);
  const made = drop.map((_, index) => makePersonKey(file(index), passphrases.length > 0 ? own[index] : undefined));
  return Promise.all(made);
}

function planChanges(options: RotationOptions, roles: RoleTable, people: readonly HeldKey[]): KeyChanges {
  if (options.what === "online") return {};
  const { drop, threshold } = options;
  const add = people.map(({ signer }) => signer.key);
  return planPeopleChange(roles, { drop, add, ...(threshold === undefined ? {} : { threshold }) });
}

/**
 * Gives the registry other keys, all in one write; with the same keys, what people sign gets another year. Signed by enough people's keys of before, and for a new root by the new ones too.
 * @throws ForgeError `registry_invalid` for a registry that is not signed, `signatures_missing` with too few keys at hand.
 */
export async function rotateKeys(options: RotationOptions): Promise<Rotation> {
  const { store, onlineKeyFile, folder, now } = options;
  const roles = await gatherRoles(store);
  if (!roles)
    throw new ForgeError("registry_invalid", {
      message: "This registry is not signed.",
      hint: "Run `plugsmith registry init` first.",
    });
  const held = await readKeys(options.keyFiles, options.passphrases);
  const people = options.what === "root" ? await gatherJoining(options) : [];
  const changes = planChanges(options, roles, people);
  const online: HeldKey =
    onlineKeyFile === undefined
      ? await makeOnlineKey(join(folder, `online-${stamp(now())}.pem`))
      : { file: onlineKeyFile, signer: (await readKeys([onlineKeyFile], options.passphrases))[0] as HeldKey["signer"] };
  const isNewOnline = options.what === "online" || onlineKeyFile === undefined;
  const all = { ...changes, ...(isNewOnline ? planOnlineChange(online.signer.key) : {}) };
  const signers = [...held, ...people.map(({ signer }) => signer), online.signer];
  const { registry, parent } = await createTufRegistryStore({ store, signers, now }).rotate(all);
  return {
    repository: registry.repository,
    commit: parent,
    changed: Object.keys(all),
    people,
    online: isNewOnline ? online : undefined,
  };
}
