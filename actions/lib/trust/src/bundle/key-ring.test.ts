import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { computeKeyHint } from "./key-hint.ts";
import { makeKeyRing } from "./key-ring.ts";

const makeKey = (namedCurve: string) =>
  generateKeyPairSync("ec", {
    namedCurve,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  }).publicKey;
const publicKey = makeKey("prime256v1");
const hint = computeKeyHint(createPublicKey(publicKey));
const [from, until] = ["2026-01-01T00:00:00Z", "2027-01-01T00:00:00.000Z"];

describe("makeKeyRing", () => {
  it("finds a key by the digest of itself, and no other", () => {
    const ring = makeKeyRing([{ publicKey }]);
    expect(ring.find(hint).hint).toBe(hint);
    for (const other of ["", hint.toLowerCase(), `${hint} `, "__proto__", "constructor"])
      expect(() => ring.find(other)).toThrow(expect.objectContaining({ code: "key_unknown" }));
  });

  it("holds a key valid from its beginning to just before its end", () => {
    const key = makeKeyRing([{ publicKey, validFrom: from, validUntil: until }]).find(hint);
    for (const time of [from, "2026-06-01T00:00:00Z", "2026-12-31T23:59:59.999Z"])
      expect(() => key.requireValidAt(new Date(time))).not.toThrow();
    for (const time of ["2025-12-31T23:59:59.999Z", until, "2030-01-01T00:00:00Z"])
      expect(() => key.requireValidAt(new Date(time))).toThrow(expect.objectContaining({ code: "key_expired" }));
    expect(() => key.requireValidAt(new Date(Number.NaN))).toThrow(RangeError);
  });

  it.each([
    ["the same key twice", [{ publicKey }, { publicKey, validUntil: until }]],
    ["a curve that is not verified", [{ publicKey: makeKey("secp521r1") }]],
    ["an end before its beginning", [{ publicKey, validFrom: until, validUntil: from }]],
    ["a time that is none", [{ publicKey, validFrom: "2026-02-30T99:00:00Z" }]],
  ])("refuses %s", (_, keys) => {
    expect(() => makeKeyRing(keys)).toThrow(TypeError);
  });
});
