import { createHash } from "node:crypto";
import { ForgeError, type TrustPolicy } from "@plugsmith/schemas";
import { bundleFromJSON } from "@sigstore/bundle";
import { type SignedEntity, type Signer, toSignedEntity } from "@sigstore/verify";
import { checkIdentity } from "./check-identity.ts";
import { isKeyPolicy } from "./key-policy.ts";
import { parseStatement } from "./parse-statement.ts";
import { parseSignerIdentity, type SignerIdentity } from "./signer-identity.ts";
import type { Statement } from "./statement.ts";
import { makeTrustVerifier, type TrustVerifier } from "./trust-material.ts";

export interface VerifiedStatement {
  readonly statement: Statement;
  /** All null where a key signed: a key names nobody. */
  readonly identity: SignerIdentity;
  /** Hint of the key that signed, null where a workflow signed with a certificate. */
  readonly key: string | null;
  /** SHA-256 of the signed payload: equal where several keys signed one statement. */
  readonly payload: string;
}

type ParsedBundle = ReturnType<typeof bundleFromJSON>;

function parseBundle(value: unknown): ParsedBundle {
  try {
    return bundleFromJSON(value);
  } catch (error) {
    throw new ForgeError("bundle_invalid", { cause: error, hint: "Download the bundle again from the release." });
  }
}

/** The times that the verifier counts: log entries with a promise and signed timestamps. It refuses those that do not hold. */
function countTimes({ timestamps }: SignedEntity): number {
  return timestamps.filter((time) => time.$case === "timestamp-authority" || time.tlogEntry.inclusionPromise).length;
}

function requireTimes(entity: SignedEntity, needed: number, keys: TrustVerifier["keys"], now: Date): void {
  if (keys === null || entity.key.$case !== "public-key") return;
  const key = keys.find(entity.key.hint);
  const count = countTimes(entity);
  if (count < needed)
    throw new ForgeError("timestamp_missing", {
      message: `The signature carries ${count} of ${needed} trusted times.`,
      hint: "Do not use this package; ask the maintainers to sign it with the timestamp authority of the policy.",
      facts: { found: count, needed },
    });
  // Without a trusted time nobody can show that the key signed while it was valid: only now is certain.
  if (count === 0) key.requireValidAt(now);
}

function verifySignature(bundle: ParsedBundle, { verifier, keys }: TrustVerifier, times: number, now: Date): Signer {
  try {
    const entity = toSignedEntity(bundle);
    requireTimes(entity, times, keys, now);
    return verifier.verify(entity);
  } catch (error) {
    if (error instanceof ForgeError) throw error;
    const code = (error as { code?: unknown } | null)?.code;
    // The libraries below also throw plain errors on malformed input: whatever is thrown is a refusal.
    throw new ForgeError("signature_invalid", {
      message: "The signature does not hold.",
      hint: "Do not use this package. Download it again; if it still fails, tell the maintainers.",
      facts: { reason: typeof code === "string" ? code : "unreadable" },
      cause: error,
    });
  }
}

/** The mode comes from the policy: a bundle must not choose another one. Answers the hint of a bundle signed by a key. */
function checkKind(bundle: ParsedBundle, policy: TrustPolicy): string | null {
  const { content } = bundle.verificationMaterial;
  const hint = content.$case === "publicKey" ? content.publicKey.hint : null;
  if ((hint !== null) === isKeyPolicy(policy)) return hint;
  const found = hint === null ? "certificate" : "key";
  throw new ForgeError("identity_mismatch", {
    message:
      hint === null
        ? "The package was signed with a certificate, but the policy names keys."
        : "The package was signed by a key, but the policy names a workflow.",
    hint: "Do not use this package. If the forge changed its signing mode, its maintainers must publish a new policy.",
    facts: { field: "mode", expected: policy.mode, found },
  });
}

/**
 * Verifies one sigstore bundle (DSSE) against the policy, and that its statement is about `digest`. Signed with a Fulcio
 * certificate: certificate chain, certificate log, transparency log, time, signature, every field of the identity. Signed by
 * a key: that the policy names exactly this key, its validity at every trusted time (at `now` where there is none), log, time
 * and signature.
 * @throws ForgeError `bundle_invalid`, `signature_invalid`, `identity_mismatch`, `key_unknown`, `key_expired`,
 *   `timestamp_missing`, `digest_mismatch`, `policy_invalid`.
 */
export function verifyBundle(
  value: unknown,
  policy: TrustPolicy,
  digest: string,
  now: Date = new Date(),
): VerifiedStatement {
  const trust = makeTrustVerifier(policy);
  const bundle = parseBundle(value);
  if (bundle.content.$case !== "dsseEnvelope")
    throw new ForgeError("bundle_invalid", { message: "The signature bundle carries no statement." });
  const key = checkKind(bundle, policy);
  const identity = parseSignerIdentity(verifySignature(bundle, trust, policy.thresholds.timestamp, now));
  if (!isKeyPolicy(policy)) checkIdentity(identity, policy);
  const envelope = bundle.content.dsseEnvelope;
  const payload = Buffer.from(envelope.payload);
  return {
    statement: parseStatement(envelope.payloadType, payload, digest),
    identity,
    key,
    payload: createHash("sha256").update(payload).digest("hex"),
  };
}
