import { generateKeyPairSync, verify } from "node:crypto";
import { describe, expect, it } from "vitest";
import { encodePae } from "./dsse.ts";
import { signEnvelope } from "./sign-envelope.ts";

describe("signEnvelope", () => {
  it("signs the payload together with its type, so that one kind is not taken for another", () => {
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    const { payload, payloadType, signatures } = signEnvelope("a/type", { a: 1 }, "bench-1", privateKey);
    expect(JSON.parse(Buffer.from(payload, "base64").toString("utf8"))).toEqual({ a: 1 });
    const sig = Buffer.from(signatures[0]?.sig ?? "", "base64");
    const holdsFor = (type: string) => verify(null, encodePae(type, Buffer.from(payload, "base64")), publicKey, sig);
    expect([payloadType, signatures[0]?.keyid]).toEqual(["a/type", "bench-1"]);
    expect([holdsFor("a/type"), holdsFor("another/type")]).toEqual([true, false]);
  });
});
