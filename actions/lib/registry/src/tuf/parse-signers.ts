import { createPrivateKey, createPublicKey } from "node:crypto";
import { ForgeError } from "@plugsmith/schemas";
import { makeKeySigner, type TufSigner } from "./tuf-signer.ts";

const block = /-----BEGIN PRIVATE KEY-----[A-Za-z0-9+/=\s]{1,4000}-----END PRIVATE KEY-----/gu;

function parseSigner(pem: string): TufSigner {
  const privateKey = createPrivateKey(pem);
  return makeKeySigner(privateKey, createPublicKey(privateKey));
}

/**
 * Signers out of PEM text with one or more PKCS#8 private keys, Ed25519 or ECDSA P-256.
 * @throws ForgeError `signing_key_invalid`, never with a part of the text.
 */
export function parseSigners(pem: string): readonly TufSigner[] {
  try {
    const signers = [...pem.matchAll(block)].map(([text]) => parseSigner(text));
    if (signers.length > 0) return signers;
  } catch {
    // What the parser says may quote the key; the refusal below does not.
  }
  throw new ForgeError("signing_key_invalid", {
    message: "The registry's key is not an Ed25519 or P-256 private key in PEM (PKCS#8, not encrypted).",
    hint: "Make one: openssl genpkey -algorithm ed25519.",
  });
}
