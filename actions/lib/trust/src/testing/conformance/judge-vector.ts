import { createPublicKey } from "node:crypto";
import { computeDigest, ForgeError, type TrustPolicy, toForgeError } from "@plugsmith/schemas";
import { computeKeyHint } from "../../bundle/key-hint.ts";
import { parseBundleLines } from "../../bundle/parse-bundle-lines.ts";
import { parseStatement } from "../../bundle/parse-statement.ts";
import { parseSignerIdentity } from "../../bundle/signer-identity.ts";
import { makeTrustVerifier } from "../../bundle/trust-material.ts";
import { checkKind } from "../../bundle/verify-bundle.ts";
import { parseBundle, verifySignature } from "../../bundle/verify-signature.ts";
import { makeKeyPolicy, makePolicy } from "../make-facts.ts";
import type { Vector } from "./read-vectors.ts";

export interface Judgement {
  readonly accepted: boolean;
  /** Code of the refusal, and its reason or field where it has one. */
  readonly code: string;
}

function makeVectorPolicy({ publicKey, trustedRoot }: Vector): TrustPolicy {
  if (publicKey === null) return makePolicy({ trustedRoot });
  // What the vectors expect of a key: one log entry and one trusted time, as of certificates.
  return makeKeyPolicy([publicKey], { trustedRoot, thresholds: { signatures: 1, log: 1, timestamp: 1 } });
}

function checkSigner(vector: Vector, subject: string | null, issuer: string | null): void {
  if (subject !== vector.identity || issuer !== vector.issuer)
    throw new ForgeError("identity_mismatch", { facts: { field: subject === vector.identity ? "issuer" : "subject" } });
}

/** The vectors' keys have hints of their own; ours are made of the key, so the one key of the vector is renamed to its hint. */
function renameHint(value: unknown, publicKey: string | null): unknown {
  if (publicKey === null) return value;
  const bundle = structuredClone(value) as { verificationMaterial?: { publicKey?: { hint?: string } } };
  const named = bundle.verificationMaterial?.publicKey;
  if (named) named.hint = computeKeyHint(createPublicKey(publicKey));
  return bundle;
}

/**
 * A vector through the verifier of packages: form, kind, signature with every witness, signer, and for statements the subject.
 * What is left out is what a vector knows nothing of: workflow commit, repository id, approvals, archive.
 */
export function judgeVector(vector: Vector): Judgement {
  try {
    const [value] = parseBundleLines(vector.bundle.replace(/\s*\n\s*/gu, " "));
    const policy = makeVectorPolicy(vector);
    const trust = makeTrustVerifier(policy);
    const bundle = parseBundle(renameHint(value, vector.publicKey));
    checkKind(bundle, policy);
    const signer = verifySignature(bundle, {
      trust,
      times: policy.thresholds.timestamp,
      now: new Date(),
      artifact: vector.artifact,
    });
    const identity = parseSignerIdentity(signer);
    if (vector.publicKey === null) checkSigner(vector, identity.subject, identity.issuer);
    if (bundle.content.$case === "dsseEnvelope") {
      const { payloadType, payload } = bundle.content.dsseEnvelope;
      parseStatement(payloadType, Buffer.from(payload), computeDigest(vector.artifact));
    }
    return { accepted: true, code: "ok" };
  } catch (error) {
    const { code, facts } = toForgeError(error);
    const detail = facts["reason"] ?? facts["field"];
    return { accepted: false, code: detail === undefined ? code : `${code} ${detail}` };
  }
}
