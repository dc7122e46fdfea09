import { createHash } from "node:crypto";
import { ForgeError, type TrustPolicy } from "@plugsmith/schemas";
import { checkIdentity } from "./check-identity.ts";
import { isKeyPolicy } from "./key-policy.ts";
import { parseStatement } from "./parse-statement.ts";
import { parseSignerIdentity, type SignerIdentity } from "./signer-identity.ts";
import type { Statement } from "./statement.ts";
import { makeTrustVerifier } from "./trust-material.ts";
import { type ParsedBundle, parseBundle, verifySignature } from "./verify-signature.ts";

export interface VerifiedStatement {
  readonly statement: Statement;
  /** All null where a key signed: a key names nobody. */
  readonly identity: SignerIdentity;
  /** Hint of the key that signed, null where a workflow signed with a certificate. */
  readonly key: string | null;
  /** SHA-256 of the signed payload: equal where several keys signed one statement. */
  readonly payload: string;
}

// Both spellings of v0.3: https://github.com/sigstore/protobuf-specs/blob/main/protos/sigstore_bundle.proto.
const mediaTypes: readonly string[] = [
  "application/vnd.dev.sigstore.bundle.v0.3+json",
  "application/vnd.dev.sigstore.bundle+json;version=0.3",
];

/** Older forms may lack what a package must carry: the proof that the log has the entry, and one certificate, not a chain. */
function checkForm(bundle: ParsedBundle): void {
  if (mediaTypes.includes(bundle.mediaType)) return;
  throw new ForgeError("bundle_invalid", {
    message: "The signature bundle is not of version 0.3.",
    hint: "Ask the maintainers to publish the version again.",
    facts: { found: bundle.mediaType.slice(0, 100) },
  });
}

/** The mode comes from the policy: a bundle must not choose another one. Answers the hint of a bundle signed by a key. */
export function checkKind(bundle: ParsedBundle, policy: TrustPolicy): string | null {
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
  checkForm(bundle);
  if (bundle.content.$case !== "dsseEnvelope")
    throw new ForgeError("bundle_invalid", { message: "The signature bundle carries no statement." });
  const key = checkKind(bundle, policy);
  const identity = parseSignerIdentity(verifySignature(bundle, { trust, times: policy.thresholds.timestamp, now }));
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
