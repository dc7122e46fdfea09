import { generateKeyPairSync } from "node:crypto";

export const testPassphrase = "a passphrase of tests";

export interface TestKey {
  /** Encrypted PKCS#8 PEM. */
  readonly privateKey: string;
  /** SPKI PEM. */
  readonly publicKey: string;
}

/** A fresh key pair, the private half encrypted with `testPassphrase`. */
export function makeTestKey(kind: "p256" | "p384" | "p521" | "ed25519" | "rsa" = "p256"): TestKey {
  const privateKeyEncoding = {
    type: "pkcs8",
    format: "pem",
    cipher: "aes-256-cbc",
    passphrase: testPassphrase,
  } as const;
  const publicKeyEncoding = { type: "spki", format: "pem" } as const;
  const encodings = { privateKeyEncoding, publicKeyEncoding };
  if (kind === "ed25519") return generateKeyPairSync("ed25519", encodings);
  if (kind === "rsa") return generateKeyPairSync("rsa", { modulusLength: 2048, ...encodings });
  const namedCurve = { p256: "prime256v1", p384: "secp384r1", p521: "secp521r1" }[kind];
  return generateKeyPairSync("ec", { namedCurve, ...encodings });
}
