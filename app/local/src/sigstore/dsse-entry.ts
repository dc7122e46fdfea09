import { createHash, createPublicKey, type KeyObject, verify, X509Certificate } from "node:crypto";
import { demand } from "./refusal.ts";

interface DsseProposal {
  readonly kind?: unknown;
  readonly apiVersion?: unknown;
  readonly spec?: { readonly proposedContent?: { readonly envelope?: unknown; readonly verifiers?: unknown } };
}

interface Envelope {
  readonly payload: string;
  readonly payloadType: string;
  readonly signatures: readonly { readonly sig: string }[];
}

interface DsseRequest {
  readonly dsseRequestV002?: { readonly envelope?: unknown; readonly verifiers?: unknown };
}

const hash = (data: string | Buffer) => ({
  algorithm: "sha256",
  value: createHash("sha256").update(data).digest("hex"),
});

function readKey(pem: Buffer): KeyObject {
  const text = pem.toString("utf8");
  return text.includes("BEGIN PUBLIC KEY") ? createPublicKey(text) : new X509Certificate(pem).publicKey;
}

function isSigned(envelope: Envelope, verifier: string): boolean {
  const payload = Buffer.from(envelope.payload, "base64");
  const type = envelope.payloadType;
  const encoded = Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `), payload]);
  try {
    const key = readKey(Buffer.from(verifier, "base64"));
    const algorithm = key.asymmetricKeyType === "ed25519" ? null : "sha256";
    return verify(algorithm, encoded, key, Buffer.from(envelope.signatures[0]?.sig ?? "", "base64"));
  } catch {
    return false;
  }
}

/**
 * The entry that Rekor v1 stores for a proposed `dsse` entry: hashes and signatures instead of the envelope, after checking
 * the signature. (@sigstore/mock stores the proposal, which no verifier accepts.)
 */
export function makeDsseEntry(proposal: DsseProposal): Record<string, unknown> {
  demand(proposal.kind === "dsse" && proposal.apiVersion === "0.0.1", "only dsse 0.0.1 entries are taken");
  const text = proposal.spec?.proposedContent?.envelope;
  const verifiers = proposal.spec?.proposedContent?.verifiers;
  demand(typeof text === "string" && Array.isArray(verifiers), "envelope and verifiers are required");
  const verifier: unknown = verifiers[0];
  const envelope = JSON.parse(text) as Envelope;
  demand(typeof verifier === "string" && verifiers.length === 1, "exactly one verifier is taken");
  demand(envelope.signatures?.length === 1 && isSigned(envelope, verifier), "the signature could not be verified");
  return {
    apiVersion: "0.0.1",
    kind: "dsse",
    spec: {
      envelopeHash: hash(text),
      payloadHash: hash(Buffer.from(envelope.payload, "base64")),
      signatures: envelope.signatures.map(({ sig }) => ({ signature: sig, verifier })),
    },
  };
}

/**
 * The entry that Rekor v2 stores for a `dsseRequestV002`. It takes certificates only, as the real one does with what
 * @sigstore/sign sends.
 */
export function makeDsseEntryV2({ dsseRequestV002 }: DsseRequest): Record<string, unknown> {
  const verifiers = dsseRequestV002?.verifiers;
  const envelope = dsseRequestV002?.envelope as Envelope | undefined;
  demand(envelope !== undefined && Array.isArray(verifiers), "only dsse requests are taken");
  const verifier = verifiers[0] as { readonly x509Certificate?: { readonly rawBytes?: unknown } } | undefined;
  const certificate = verifier?.x509Certificate?.rawBytes;
  demand(typeof certificate === "string" && verifiers.length === 1, "exactly one certificate is taken");
  demand(envelope.signatures?.length === 1 && isSigned(envelope, certificate), "the signature could not be verified");
  const digest = createHash("sha256").update(Buffer.from(envelope.payload, "base64")).digest("base64");
  return {
    apiVersion: "0.0.2",
    kind: "dsse",
    spec: {
      dsseV002: {
        payloadHash: { algorithm: "SHA2_256", digest },
        signatures: envelope.signatures.map(({ sig }) => ({ content: sig, verifier })),
      },
    },
  };
}
