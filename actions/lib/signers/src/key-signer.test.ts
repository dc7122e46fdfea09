import { createPrivateKey, createPublicKey, verify } from "node:crypto";
import { computeKeyHint } from "@plugsmith/trust";
import { describe, expect, it } from "vitest";
import { makeKeySigner } from "./key-signer.ts";
import { makeTestKey, testPassphrase } from "./testing.ts";

const data = Buffer.from("some bytes");

describe("makeKeySigner", () => {
  it.each([
    ["p256", "sha256"],
    ["p384", "sha256"],
    ["ed25519", null],
  ] as const)("signs with a key of kind %s and names it by its own digest", async (kind, hash) => {
    const { privateKey, publicKey } = makeTestKey(kind);
    const { signature, key } = await makeKeySigner(privateKey, testPassphrase).sign(data);
    expect(verify(hash, data, publicKey, signature)).toBe(true);
    expect(key).toEqual({ $case: "publicKey", publicKey, hint: computeKeyHint(createPublicKey(publicKey)) });
  });

  it.each(["rsa", "p521"] as const)("refuses a key of kind %s, which no verifier takes", (kind) => {
    expect(() => makeKeySigner(makeTestKey(kind).privateKey, testPassphrase)).toThrow(
      expect.objectContaining({ code: "signing_key_invalid" }),
    );
  });

  const { privateKey } = makeTestKey();
  const plain = createPrivateKey({ key: privateKey, passphrase: testPassphrase });
  it.each([
    ["a key that is not encrypted", plain.export({ type: "pkcs8", format: "pem" }).toString(), testPassphrase],
    ["a key of the old format", plain.export({ type: "sec1", format: "pem" }).toString(), testPassphrase],
    ["another passphrase", privateKey, "another passphrase"],
    ["no passphrase", privateKey, ""],
    ["half a file", privateKey.slice(0, 120), testPassphrase],
    ["no key", "", testPassphrase],
  ])("refuses %s and shows neither key nor passphrase", (_, pem, passphrase) => {
    try {
      makeKeySigner(pem, passphrase);
      expect.unreachable();
    } catch (error) {
      const shown = JSON.stringify([error, String(error), (error as Error).stack, (error as Error).cause]);
      expect(error).toMatchObject({ code: "signing_key_invalid" });
      if (passphrase !== "") expect(shown).not.toContain(passphrase);
      expect(shown).not.toContain(privateKey.split("\n")[1]);
    }
  });
});
