import { createHash, type KeyObject } from "node:crypto";

/**
 * The name of a public key in bundles: base64 of the SHA-256 of its SPKI. Made of the key itself, so that a hint can never
 * name two keys; cosign writes the same.
 */
export function computeKeyHint(publicKey: KeyObject): string {
  return createHash("sha256")
    .update(publicKey.export({ type: "spki", format: "der" }))
    .digest("base64");
}

/** Whether signatures of this key can be verified: ECDSA on P-256 or P-384, and Ed25519. */
export function isSigningKey({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean {
  if (asymmetricKeyType === "ed25519") return true;
  const curve = asymmetricKeyDetails?.namedCurve;
  return asymmetricKeyType === "ec" && (curve === "prime256v1" || curve === "secp384r1");
}
