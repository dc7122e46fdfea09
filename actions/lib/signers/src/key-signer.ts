import { createPrivateKey, createPublicKey, type KeyObject, sign } from "node:crypto";
import { ForgeError } from "@plugsmith/schemas";
import { computeKeyHint, isSigningKey } from "@plugsmith/trust";
import type { Signature, Signer } from "@sigstore/sign";

const refuse = (message: string, hint: string): never => {
  // No cause: what OpenSSL says about a key is nobody's business.
  throw new ForgeError("signing_key_invalid", { message, hint });
};

function readPrivateKey(pem: string, passphrase: string): KeyObject {
  if (!/^-----BEGIN ENCRYPTED PRIVATE KEY-----\r?\n/u.test(pem.trimStart()))
    return refuse(
      "The signing key is not an encrypted PKCS#8 PEM.",
      "Encrypt it: openssl pkcs8 -topk8 -scrypt -in key.pem -out key.enc.pem, then destroy the plain file.",
    );
  try {
    return createPrivateKey({ key: pem, format: "pem", passphrase });
  } catch {
    return refuse("The signing key cannot be decrypted.", "Check the passphrase and that the file is whole.");
  }
}

/** The signature and how the bundle names its key. */
export function makeSignature(signature: Buffer, publicKey: KeyObject): Signature {
  const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
  return { signature, key: { $case: "publicKey", publicKey: pem, hint: computeKeyHint(publicKey) } };
}

/** ECDSA signs the SHA-256 on every curve, as @sigstore/verify checks it; Ed25519 hashes by itself. */
export const hashFor = (key: KeyObject): "sha256" | null => (key.asymmetricKeyType === "ec" ? "sha256" : null);

/**
 * Signs with a local key: an encrypted PKCS#8 PEM of ECDSA P-256, ECDSA P-384 or Ed25519, decrypted in memory only.
 * @throws ForgeError `signing_key_invalid` for a key that is not encrypted, of another kind, or another passphrase's.
 */
export function makeKeySigner(pem: string, passphrase: string): Signer {
  const privateKey = readPrivateKey(pem, passphrase);
  const publicKey = createPublicKey(privateKey);
  if (!isSigningKey(publicKey))
    return refuse("The signing key is of another kind.", "Make an ECDSA P-256, ECDSA P-384 or Ed25519 key.");
  return {
    sign: async (data) => makeSignature(sign(hashFor(privateKey), data, privateKey), publicKey),
  };
}
