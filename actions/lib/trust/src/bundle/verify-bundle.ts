import { ForgeError, type TrustPolicy } from "@plugsmith/schemas";
import { bundleFromJSON } from "@sigstore/bundle";
import { type Signer, toSignedEntity } from "@sigstore/verify";
import { checkIdentity } from "./check-identity.ts";
import { parseStatement } from "./parse-statement.ts";
import { parseSignerIdentity, type SignerIdentity } from "./signer-identity.ts";
import type { Statement } from "./statement.ts";
import { makeTrustVerifier } from "./trust-material.ts";

export interface VerifiedStatement {
  readonly statement: Statement;
  readonly identity: SignerIdentity;
}

type ParsedBundle = ReturnType<typeof bundleFromJSON>;

function parseBundle(value: unknown): ParsedBundle {
  try {
    return bundleFromJSON(value);
  } catch (error) {
    throw new ForgeError("bundle_invalid", { cause: error, hint: "Download the bundle again from the release." });
  }
}

function verifySignature(bundle: ParsedBundle, policy: TrustPolicy): Signer {
  const verifier = makeTrustVerifier(policy);
  try {
    return verifier.verify(toSignedEntity(bundle));
  } catch (error) {
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

/**
 * Verifies one sigstore bundle (DSSE, signed with a Fulcio certificate) against the policy: certificate chain, certificate
 * log, transparency log, time, signature, every field of the identity, and that its statement is about `digest`.
 * @throws ForgeError `bundle_invalid`, `signature_invalid`, `identity_mismatch`, `digest_mismatch`, `policy_invalid`.
 */
export function verifyBundle(value: unknown, policy: TrustPolicy, digest: string): VerifiedStatement {
  const bundle = parseBundle(value);
  if (bundle.content.$case !== "dsseEnvelope")
    throw new ForgeError("bundle_invalid", { message: "The signature bundle carries no statement." });
  // The mode comes from the policy: a bundle signed by a bare key must not choose another one.
  if (bundle.verificationMaterial.content.$case === "publicKey")
    throw new ForgeError("identity_mismatch", {
      message: "The package was signed by a key, but the policy names a workflow.",
      facts: { field: "mode", expected: policy.mode, found: "key" },
    });
  const identity = parseSignerIdentity(verifySignature(bundle, policy));
  checkIdentity(identity, policy);
  const envelope = bundle.content.dsseEnvelope;
  return { statement: parseStatement(envelope.payloadType, Buffer.from(envelope.payload), digest), identity };
}
