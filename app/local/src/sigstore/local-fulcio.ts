import { createPublicKey, generateKeyPairSync, verify } from "node:crypto";
import { mockCrypto } from "./mock-crypto.ts";
import { demand } from "./refusal.ts";
import type { Reply } from "./reply.ts";
import type { TokenIssuer } from "./token-issuer.ts";

export interface LocalFulcio {
  readonly path: string;
  /** DER of the CA's root certificate. */
  readonly rootCertificate: Uint8Array;
  /** DER of the certificate log's public key. */
  readonly logKey: Uint8Array;
  issue(body: string): Promise<Reply>;
}

interface CertificateRequest {
  readonly credentials?: { readonly oidcIdentityToken?: unknown };
  readonly publicKeyRequest?: {
    readonly publicKey?: { readonly content?: unknown };
    readonly proofOfPossession?: unknown;
  };
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const copyBytes = (view: ArrayBufferView<ArrayBuffer>) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
const makeKeys = () => generateKeyPairSync("ec", { namedCurve: "prime256v1" });

/** The caller must hold the private key: it has signed the token's subject with it. */
function checkPossession(request: CertificateRequest["publicKeyRequest"], subject: string): void {
  const pem = request?.publicKey?.content;
  const proof = request?.proofOfPossession;
  demand(typeof pem === "string" && typeof proof === "string", "public key and proof of possession are required");
  let isProved = false;
  try {
    isProved = verify("sha256", Buffer.from(subject), createPublicKey(pem), Buffer.from(proof, "base64"));
  } catch {
    // An unreadable key proves nothing.
  }
  demand(isProved, "the proof of possession could not be verified");
}

/**
 * A certificate authority that speaks Fulcio's `POST /api/v2/signingCert`: it checks the token and the proof of possession
 * (the mock checks neither) and names GitHub workflows as Fulcio does, `https://github.com/<job_workflow_ref>`.
 */
export async function makeLocalFulcio(issuer: TokenIssuer): Promise<LocalFulcio> {
  const log = await mockCrypto.initializeCTLog(makeKeys());
  const authority = await mockCrypto.initializeCA(makeKeys(), log);
  const { path, fn } = mockCrypto.fulcioHandler(authority, { strict: true });
  return {
    path,
    rootCertificate: copyBytes(authority.rootCertificate),
    logKey: log.publicKey,
    async issue(body) {
      const request = JSON.parse(body) as CertificateRequest;
      const token = request.credentials?.oidcIdentityToken;
      demand(typeof token === "string", "an identity token is required", 401);
      const claims = issuer.verify(token, "sigstore");
      checkPossession(request.publicKeyRequest, claims["sub"] as string);
      const workflow = claims["job_workflow_ref"];
      const subject = typeof workflow === "string" ? `https://github.com/${workflow}` : claims["sub"];
      // The mock reads the subject from an unsigned copy; everything in it was verified above.
      const copy = `${encode({ alg: "none" })}.${encode({ ...claims, sub: subject })}.`;
      const reply = await fn(JSON.stringify({ ...request, credentials: { oidcIdentityToken: copy } }));
      return {
        status: reply.statusCode,
        body: String(reply.response),
        contentType: reply.contentType ?? "text/plain",
      };
    },
  };
}
