import { createHash } from "node:crypto";
import { canonicalize } from "@tufjs/canonical-json";
import { renderMetadata } from "../tuf/render-metadata.ts";
import { computeKeyId, type TufSigner } from "../tuf/tuf-signer.ts";

export type Files = Map<string, string>;
/** Anything: a thief writes into metadata whatever he likes. */
export type Signed = ReturnType<typeof JSON.parse>;

export const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
export const describeText = (text: string) => ({ length: Buffer.byteLength(text), hashes: { sha256: sha256(text) } });
export const find = (files: Files, pattern: RegExp) => [...files.keys()].find((path) => pattern.test(path)) ?? "";
export const open = (files: Files, path: string): Signed => JSON.parse(files.get(path) ?? "").signed;

/** Metadata as an attacker who holds these keys signs them. */
export async function forgeFile(signed: Signed, ...signers: readonly TufSigner[]): Promise<string> {
  const signatures = await Promise.all(
    signers.map(async (signer) => ({
      keyid: computeKeyId(signer.key),
      sig: Buffer.from(await signer.sign(Buffer.from(canonicalize(signed)))).toString("hex"),
    })),
  );
  return renderMetadata({ signatures, signed });
}

/** Replaces one role's metadata and signs everything above it with the keys that are given. */
export async function swapRole(
  files: Files,
  name: string,
  change: (signed: Signed) => Signed,
  ...signers: readonly TufSigner[]
) {
  const snapshotFile = find(files, /^\d+\.snapshot\.json$/);
  const snapshot = open(files, snapshotFile);
  const timestamp = open(files, "timestamp.json");
  const { version } = snapshot.meta[`${name}.json`];
  const role = await forgeFile(change(open(files, `${version}.${name}.json`)), ...signers);
  files.set(`${JSON.parse(role).signed.version}.${name}.json`, role);
  snapshot.meta[`${name}.json`] = { version: JSON.parse(role).signed.version, ...describeText(role) };
  snapshot.version += 1;
  const text = await forgeFile(snapshot, ...signers);
  files.set(`${snapshot.version}.snapshot.json`, text);
  timestamp.meta["snapshot.json"] = { version: snapshot.version, ...describeText(text) };
  timestamp.version += 1;
  files.set("timestamp.json", await forgeFile(timestamp, ...signers));
}
