import type { Signer } from "@sigstore/verify";

/** What a Fulcio certificate says about the workflow that signed; null where the certificate says nothing. */
export interface SignerIdentity {
  readonly subject: string | null;
  readonly issuer: string | null;
  readonly buildSignerUri: string | null;
  readonly buildSignerDigest: string | null;
  readonly runnerEnvironment: string | null;
  readonly sourceRepositoryUri: string | null;
  readonly sourceRef: string | null;
  readonly sourceRepositoryId: string | null;
  readonly trigger: string | null;
  readonly runInvocation: string | null;
}

// https://github.com/sigstore/fulcio/blob/main/docs/oid-info.md; 8 and above are DER UTF8Strings.
const fulcio = "1.3.6.1.4.1.57264.1.";
const utf8StringTag = 0x0c;

function parseUtf8String(value: Buffer): string | null {
  if (value[0] !== utf8StringTag) return null;
  const first = value[1];
  if (first === undefined) return null;
  // Short form, or long form with one or two length bytes; longer ones do not occur in certificates.
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  if (lengthBytes > 2) return null;
  const start = 2 + lengthBytes;
  const length = lengthBytes === 0 ? first : value.subarray(2, start).reduce((sum, byte) => sum * 256 + byte, 0);
  return value.length === start + length ? value.subarray(start).toString("utf8") : null;
}

/** Reads the identity that the verifier found in the certificate. An extension that occurs twice is taken as missing. */
export function parseSignerIdentity(signer: Signer): SignerIdentity {
  const read = (number: number) => {
    const found = (signer.identity?.oids ?? []).filter((pair) => pair.oid?.id.join(".") === `${fulcio}${number}`);
    return found.length === 1 && found[0] ? parseUtf8String(Buffer.from(found[0].value)) : null;
  };
  return {
    subject: signer.identity?.subjectAlternativeName ?? null,
    issuer: read(8),
    buildSignerUri: read(9),
    buildSignerDigest: read(10),
    runnerEnvironment: read(11),
    sourceRepositoryUri: read(12),
    sourceRef: read(14),
    sourceRepositoryId: read(15),
    trigger: read(20),
    runInvocation: read(21),
  };
}
