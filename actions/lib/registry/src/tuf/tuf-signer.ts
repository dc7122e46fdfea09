import { createHash, type KeyObject, sign } from "node:crypto";
import type { TufKeyText } from "@plugsmith/trust/tuf";
import { canonicalize } from "@tufjs/canonical-json";

/** A key that may sign roles of the registry, wherever it lives: a file, a token, a key service. */
export interface TufSigner {
  readonly key: TufKeyText;
  /** Signature over these bytes: Ed25519 raw, ECDSA as DER over SHA-256. */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

/** Id of a key: SHA-256 of its canonical JSON, as TUF names keys. */
export const computeKeyId = (key: TufKeyText): string => createHash("sha256").update(canonicalize(key)).digest("hex");

/** A public key as TUF writes it: Ed25519 or ECDSA P-256. @throws TypeError for any other kind. */
export function describeKey(publicKey: KeyObject): TufKeyText {
  if (publicKey.asymmetricKeyType === "ed25519") {
    const raw = Buffer.from(publicKey.export({ format: "jwk" }).x ?? "", "base64url");
    return { keytype: "ed25519", scheme: "ed25519", keyval: { public: raw.toString("hex") } };
  }
  if (publicKey.asymmetricKeyDetails?.namedCurve !== "prime256v1")
    throw new TypeError("A registry key must be Ed25519 or ECDSA P-256.");
  const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
  return { keytype: "ecdsa", scheme: "ecdsa-sha2-nistp256", keyval: { public: pem } };
}

/** A signer with the private key in memory. Throws as `describeKey`. */
export function makeKeySigner(privateKey: KeyObject, publicKey: KeyObject): TufSigner {
  const key = describeKey(publicKey);
  const algorithm = key.keytype === "ed25519" ? null : "sha256";
  return { key, sign: async (bytes) => sign(algorithm, bytes, privateKey) };
}
