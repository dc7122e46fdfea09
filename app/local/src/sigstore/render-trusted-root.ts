import { createHash } from "node:crypto";

export interface TrustedRootParts {
  readonly url: string;
  readonly logKey: Uint8Array;
  readonly certificateLogKey: Uint8Array;
  readonly authority: Uint8Array;
  readonly timestampChain: readonly Uint8Array[];
}

const encode = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");
const validFor = { start: new Date(0).toISOString() };

const renderLog = (key: Uint8Array, baseUrl: string) => ({
  baseUrl,
  hashAlgorithm: "SHA2_256",
  publicKey: { rawBytes: encode(key), keyDetails: "PKIX_ECDSA_P256_SHA_256", validFor },
  logId: { keyId: createHash("sha256").update(key).digest("base64") },
});

const renderAuthority = (uri: string, commonName: string, chain: readonly Uint8Array[]) => ({
  subject: { organization: "local", commonName },
  uri,
  certChain: { certificates: chain.map((certificate) => ({ rawBytes: encode(certificate) })) },
  validFor,
});

/** The TrustedRoot JSON (media type version 0.1) that makes a verifier trust the local services and nothing else. */
export function renderTrustedRoot(parts: TrustedRootParts): Record<string, unknown> {
  return {
    mediaType: "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
    tlogs: [renderLog(parts.logKey, parts.url)],
    ctlogs: [renderLog(parts.certificateLogKey, parts.url)],
    certificateAuthorities: [renderAuthority(parts.url, "sigstore", [parts.authority])],
    timestampAuthorities: [renderAuthority(parts.url, "tsa", parts.timestampChain)],
  };
}
