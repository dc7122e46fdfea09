import { createHash, generateKeyPairSync, verify } from "node:crypto";
import { describe, expect, it } from "vitest";
import { signRawDigest } from "./sign-raw-digest.ts";

describe("signRawDigest", () => {
  it.each(["prime256v1", "secp384r1"])(
    "makes signatures on %s that OpenSSL takes for the hashed message",
    (namedCurve) => {
      const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve });
      for (let round = 0; round < 20; round++) {
        const data = Buffer.from(`message ${round}`);
        const signature = signRawDigest(createHash("sha256").update(data).digest(), privateKey);
        expect(verify("sha256", data, publicKey, signature)).toBe(true);
        expect(verify("sha256", Buffer.from("another"), publicKey, signature)).toBe(false);
      }
    },
  );
});
