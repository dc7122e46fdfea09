import type { RegistryStore } from "@plugsmith/registry";
import { createTufRegistryStore } from "@plugsmith/registry/tuf";
import { ForgeError, parseReviewers, type Signers } from "@plugsmith/schemas";
import { readDocument } from "../read-input-file.ts";
import type { HeldKey } from "./ceremony-folder.ts";
import { readKeys } from "./read-keys.ts";
import { rotateKeys } from "./rotate-keys.ts";

/** The next list of signers; null: there is none yet. */
export type SignersEdit = (list: Signers | null) => Signers;

export interface TrustOptions {
  readonly store: RegistryStore;
  readonly reviewersFile: string | undefined;
  readonly trustedRootFile: string | undefined;
  readonly editSigners?: SignersEdit;
  /** Private keys that people bring along. */
  readonly keyFiles: readonly string[];
  /** The online key where it is at hand; undefined: a new one is made in `folder` and rotated in first. */
  readonly onlineKeyFile: string | undefined;
  readonly folder: string;
  readonly passphrases: readonly string[];
  readonly now: () => Date;
}

export interface TrustChange {
  readonly repository: string;
  readonly commit: string;
  /** What was changed. */
  readonly files: readonly string[];
  /** Set where the online key is another one now. */
  readonly online: HeldKey | undefined;
}

const render = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

const parseObject = (value: unknown) =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? { ok: true as const, value: value as Record<string, unknown> }
    : { ok: false as const, issues: [{ path: "", rule: "type", message: "must be an object" }] };

/** The TrustedRoot in a file; undefined where none is named. @throws ForgeError `input_invalid`. */
export const readTrustedRoot = async (file: unknown): Promise<Record<string, unknown> | undefined> =>
  typeof file === "string" ? readDocument(file, "The trusted root", parseObject) : undefined;

/**
 * Publishes another list of approvers or of signers, or another trusted root, signed by people.
 * @throws ForgeError `signatures_missing` with too few keys at hand, `input_invalid` for files that do not fit their schemas.
 */
export async function changeTrust(options: TrustOptions): Promise<TrustChange> {
  const { store, reviewersFile, trustedRootFile, editSigners, keyFiles, onlineKeyFile, passphrases, now } = options;
  const trustedRoot = await readTrustedRoot(trustedRootFile);
  const texts = {
    ...(reviewersFile === undefined
      ? {}
      : { "reviewers.json": render(await readDocument(reviewersFile, "The list of reviewers", parseReviewers)) }),
    ...(trustedRoot === undefined ? {} : { "trusted_root.json": render(trustedRoot) }),
    ...(editSigners === undefined ? {} : { "signers.json": render(editSigners((await store.read()).signers)) }),
  };
  const files = Object.keys(texts);
  if (files.length === 0)
    throw new ForgeError("wrong_usage", {
      message: "Nothing would change.",
      hint: "Name --reviewers <file> or --trusted-root <file>.",
    });
  const people = await readKeys(keyFiles, passphrases);
  // The short-lived metadata above the list are the online key's; who has it not makes another, which needs the same people.
  const rotated =
    onlineKeyFile === undefined
      ? await rotateKeys({ ...options, what: "online", drop: [], newKeyFiles: [], threshold: undefined })
      : undefined;
  const online = rotated?.online ? [rotated.online.signer] : await readKeys([onlineKeyFile ?? ""], passphrases);
  const signers = [...people, ...online];
  const { registry, parent } = await createTufRegistryStore({ store, signers, now }).publishTrust(texts);
  return { repository: registry.repository, commit: parent, files, online: rotated?.online };
}
