import { createHash, createPublicKey, generateKeyPairSync, verify } from "node:crypto";
import { describe, expect, it } from "vitest";
import { makeSigner } from "../testing/test-tuf.ts";
import { computeKeyId, describeKey } from "./tuf-signer.ts";

describe("keys of the registry", () => {
  it("sign as TUF's schemes say", async () => {
    const bytes = Buffer.from("metadata");
    const ecdsa = makeSigner("p256");
    expect(ecdsa.key).toMatchObject({ keytype: "ecdsa", scheme: "ecdsa-sha2-nistp256" });
    expect(verify("sha256", bytes, ecdsa.key.keyval["public"] ?? "", await ecdsa.sign(bytes))).toBe(true);
    const edwards = makeSigner();
    expect(edwards.key).toMatchObject({ keytype: "ed25519", scheme: "ed25519" });
    const x = Buffer.from(edwards.key.keyval["public"] ?? "", "hex").toString("base64url");
    const key = createPublicKey({ format: "jwk", key: { kty: "OKP", crv: "Ed25519", x } });
    expect(verify(null, bytes, key, await edwards.sign(bytes))).toBe(true);
  });

  it("have the id that securesystemslib gives them", () => {
    const key = { keytype: "ed25519", scheme: "ed25519", keyval: { public: "00".repeat(32) } };
    const canonical = `{"keytype":"ed25519","keyval":{"public":"${"00".repeat(32)}"},"scheme":"ed25519"}`;
    expect(computeKeyId(key)).toBe(createHash("sha256").update(canonical).digest("hex"));
  });

  it("are Ed25519 or P-256 and nothing else", () => {
    for (const { publicKey } of [
      generateKeyPairSync("ec", { namedCurve: "secp384r1" }),
      generateKeyPairSync("rsa", { modulusLength: 2048 }),
    ])
      expect(() => describeKey(publicKey)).toThrow(TypeError);
  });
});
