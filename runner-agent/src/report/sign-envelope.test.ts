import { generateKeyPairSync, verify } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { benchEventType, benchStreamType, encodePae } from "./dsse.ts";
import { signEnvelope } from "./sign-envelope.ts";

const { privateKey, publicKey } = generateKeyPairSync("ed25519");
const stranger = generateKeyPairSync("ed25519").publicKey;

describe("signEnvelope", () => {
  it("carries any value unchanged, under its type and the bench's name, signed by its key and no other", () => {
    const value = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { noNullPrototype: true });
    const type = fc.constantFrom(benchEventType, benchStreamType);
    fc.assert(
      fc.property(type, value, fc.string(), (payloadType, content, keyid) => {
        const envelope = signEnvelope(payloadType, content, keyid, privateKey);
        const payload = Buffer.from(envelope.payload, "base64");
        expect(payload.toString("base64")).toBe(envelope.payload);
        expect(payload.toString()).toBe(JSON.stringify(content));
        expect(envelope).toMatchObject({ payloadType, signatures: [{ keyid }] });
        expect(envelope.signatures).toHaveLength(1);
        const signature = Buffer.from(envelope.signatures[0]?.sig ?? "", "base64");
        const signed = encodePae(payloadType, payload);
        expect(verify(null, signed, publicKey, signature)).toBe(true);
        expect(verify(null, signed, stranger, signature)).toBe(false);
      }),
    );
  });

  it("signs type and payload together: neither passes for another", () => {
    const { payload, signatures } = signEnvelope(benchEventType, { a: 1 }, "bench-1", privateKey);
    const signature = Buffer.from(signatures[0]?.sig ?? "", "base64");
    const bytes = Buffer.from(payload, "base64");
    const holds = (type: string, content: Uint8Array) => verify(null, encodePae(type, content), publicKey, signature);
    expect(holds(benchEventType, bytes)).toBe(true);
    expect(holds(benchStreamType, bytes)).toBe(false);
    expect(holds(benchEventType, Buffer.from('{"a":2}'))).toBe(false);
    expect(verify(null, bytes, publicKey, signature)).toBe(false);
  });

  it("says the same of the same value each time", () => {
    const sign = () => signEnvelope(benchEventType, { at: "2026-01-01T00:00:00Z" }, "bench-1", privateKey);
    expect(sign()).toEqual(sign());
  });
});
