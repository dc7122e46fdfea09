import { existsSync } from "node:fs";
import { join } from "node:path";
import { ForgeError, parseRegistry, parseReviewers, type Registry, type Reviewers } from "@plugsmith/schemas";
import type { SignedTrust } from "@plugsmith/trust";
import { readDocument } from "../read-input-file.ts";

export interface VerifyQuestion {
  readonly options: Readonly<Record<string, unknown>>;
  /** Where unnamed files are looked for, first first. */
  readonly folders: readonly string[];
  /** owner/name of the policy. */
  readonly repository: string;
  /** Whether a workflow signs, with a certificate. */
  readonly isKeyless: boolean;
  /** Reviewers as the bundle itself names them, the last resort. */
  attested(): Reviewers;
  readonly now: Date;
}

/** What a package is judged with besides its policy, and how far each part is to be believed. */
export interface VerifyContext {
  readonly reviewers: Reviewers;
  readonly registry: Registry | null;
  /** What people have signed about who signs packages; null without a pinned root. */
  readonly signedTrust: SignedTrust | null;
  readonly trust: Readonly<Record<string, unknown>> & { readonly signed: boolean };
  readonly proved: readonly string[];
  readonly notProved: readonly string[];
}

const text = (value: unknown) => (typeof value === "string" ? value : undefined);

async function readSigned(question: VerifyQuestion, root: string): Promise<VerifyContext> {
  const { options, repository, isKeyless, now } = question;
  if (text(options["reviewers"]) !== undefined)
    throw new ForgeError("wrong_usage", {
      message: "A list of reviewers and a pinned root were given.",
      hint: "The signed registry has its own list; leave out --reviewers or --root.",
    });
  const { openSignedView } = await import("../registry/open-signed-view.ts");
  const { openRegistryMemory } = await import("../registry/registry-memory-store.ts");
  const from = text(options["registry"]) ?? ".";
  const source = { root: { file: root }, from, now, openMemory: openRegistryMemory };
  const view = await openSignedView(source, repository);
  const { registry, reviewers, signedTrust, rootVersion, signedAt, expiresAt, knowledge, memory } = view;
  const since = signedAt?.toISOString() ?? "an unknown time";
  return {
    registry,
    reviewers,
    signedTrust,
    trust: { signed: true, rootVersion, signedAt, expiresAt, knowledge, memory },
    proved: [
      `Approvers and revocations are what the registry's keys signed (root ${rootVersion}, as of ${since}).`,
      ...(signedTrust.signers && isKeyless
        ? ["The commit of the workflow that signed is among the registry's signers, for the time at which it signed."]
        : []),
      ...(memory === "known" ? ["The registry is not older than what this machine saw of it before."] : []),
    ],
    notProved: [
      ...(signedTrust.signers || !isKeyless
        ? []
        : [
            "That the registry's people allow the commit of the workflow that signed: they have signed no signers.json.",
          ]),
      `That nothing was revoked after ${since}; the registry's word ends ${expiresAt.toISOString()}.`,
      ...(memory === "known"
        ? []
        : [
            `That nobody shows an older registry: ${memory === "first" ? "this machine sees it for the first time" : "nothing of it is kept here (PLUGSMITH_STATE)"}.`,
          ]),
    ],
  };
}

/**
 * Approvers and revocations from where the options say: a signed registry under a pinned root, or plain files.
 * @throws ForgeError as `openSignedView`; `input_invalid` for files that cannot be read.
 */
export async function readVerifyContext(question: VerifyQuestion): Promise<VerifyContext> {
  const { options, folders, attested } = question;
  const root = text(options["root"]);
  if (root !== undefined) return readSigned(question, root);
  const find = (name: string) => folders.map((folder) => join(folder, name)).find((place) => existsSync(place));
  const reviewersFile = text(options["reviewers"]) ?? find("reviewers.json");
  const registryFile = text(options["registry"]) ?? find("registry.json");
  return {
    reviewers: reviewersFile ? await readDocument(reviewersFile, "The list of reviewers", parseReviewers) : attested(),
    registry: registryFile ? await readDocument(registryFile, "The registry", parseRegistry) : null,
    signedTrust: null,
    trust: { signed: false },
    proved: [],
    notProved: [
      reviewersFile
        ? "That nobody edited reviewers.json: no signature of it was checked (--root)."
        : "That the approvers held the role: no reviewers.json was given, the attestation's own names were used.",
      registryFile
        ? "That nobody edited registry.json: no signature of it was checked (--root)."
        : "That the version is not revoked: no registry.json was given.",
    ],
  };
}

/**
 * What the registry itself says about this version, in sentences.
 * @throws ForgeError `digest_mismatch` where a signed registry names other bytes.
 */
export function describeStanding(context: VerifyContext, name: string, version: string, digest: string) {
  const { registry, proved, notProved, trust } = context;
  if (registry === null) return { proved, notProved };
  const plugin = registry.plugins.find((one) => one.name === name);
  const entry = plugin?.versions.find((one) => one.version === version);
  const removed = registry.removed?.find((one) => one.name === name && one.version === version);
  if (trust.signed && entry && entry.digest !== digest)
    throw new ForgeError("digest_mismatch", {
      message: `The registry names other bytes for ${name} ${version}: ${entry.digest}.`,
      hint: "Do not use this package; ask the forge's maintainers.",
    });
  if (entry?.digest === digest) {
    const offer = entry.status === "disabled" ? ", and offers the version to nobody who does not run it already" : "";
    return { proved: [...proved, `The registry names these bytes${offer}.`], notProved };
  }
  const doubt = removed
    ? `That it is still offered: the registry took it out for ever on ${removed.at.slice(0, 10)}.`
    : "That the registry offers it: it names no such version with these bytes.";
  return { proved, notProved: [...notProved, doubt] };
}
