import type { ProofDemand, UncountedReason } from "../quorum/quorum.ts";
import { checkSshSignature } from "./check-ssh-signature.ts";
import { findSshSignature } from "./find-ssh-signature.ts";
import { parseSshSignature } from "./parse-ssh-signature.ts";

type ProofReason = Extract<UncountedReason, `proof_${string}`>;

/** Base64 of a key line's blob: `ssh-ed25519 AAAA… comment`. */
const blobOf = (line: string) => line.trim().split(/\s+/u)[1] ?? "";

/**
 * Why the text carries no signature of what is demanded by one of the keys, or null when it does. A line end that `echo`
 * added to the message does not matter.
 * @param keys lines as `authorized_keys` writes them.
 */
export function decideProof(body: string, demand: ProofDemand, keys: readonly string[]): ProofReason | null {
  const armored = findSshSignature(body);
  if (armored === null) return "proof_missing";
  const signature = parseSshSignature(armored);
  if (signature === null) return "proof_invalid";
  if (!keys.map(blobOf).includes(signature.publicKey.toString("base64"))) return "proof_key_unknown";
  const checks = [demand.message, `${demand.message}\n`].map((text) => checkSshSignature(signature, Buffer.from(text)));
  const held = checks.find((check) => check.holds);
  if (held === undefined) return "proof_invalid";
  return demand.kind === "ssh-sk" && !held.touched ? "proof_untouched" : null;
}
