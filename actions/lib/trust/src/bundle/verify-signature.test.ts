import { createHash, createPublicKey, generateKeyPairSync, sign } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeKeyPolicy, makePolicy } from "../testing/make-facts.ts";
import { computeKeyHint } from "./key-hint.ts";
import { makeTrustVerifier } from "./trust-material.ts";
import { parseBundle, verifySignature } from "./verify-signature.ts";

const now = new Date("2026-06-01T12:00:00Z");
const type = "application/vnd.in-toto+json";
const makeKey = () => {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
  return { privateKey, pem, hint: computeKeyHint(createPublicKey(pem)) };
};
const [ours, stranger] = [makeKey(), makeKey()];
const trust = makeTrustVerifier(makeKeyPolicy([ours.pem]));
const ask = { trust, times: 0, now };

const payload = Buffer.from('{"subject":[]}');
const signText = ({ privateKey }: typeof ours, content = payload, payloadType = type) =>
  sign(
    "sha256",
    Buffer.concat([Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${content.length} `), content]),
    privateKey,
  );

/** A bundle of one statement, as JSON; `material` and `envelope` replace what a good one has. */
const makeBundle = ({ material = {}, envelope = {} }: { material?: object; envelope?: object } = {}) => ({
  mediaType: "application/vnd.dev.sigstore.bundle.v0.3+json",
  verificationMaterial: {
    publicKey: { hint: ours.hint },
    tlogEntries: [],
    timestampVerificationData: { rfc3161Timestamps: [] },
    ...material,
  },
  dsseEnvelope: {
    payload: payload.toString("base64"),
    payloadType: type,
    signatures: [{ sig: signText(ours).toString("base64"), keyid: ours.hint }],
    ...envelope,
  },
});
const bySignature = (sig: Buffer) => ({ envelope: { signatures: [{ sig: sig.toString("base64"), keyid: "" }] } });
const refused = (code: string, facts: object = {}) =>
  expect.objectContaining({ code, facts: expect.objectContaining(facts) });

describe("parseBundle", () => {
  it("knows the form of a bundle, and believes nothing of it", () => {
    const bundle = parseBundle(makeBundle(bySignature(Buffer.from("forged"))));
    expect(bundle.content.$case).toBe("dsseEnvelope");
  });

  it("answers whatever it is given with a bundle or a refusal of ours", () => {
    const part = fc.constantFrom("mediaType", "verificationMaterial", "dsseEnvelope", "messageSignature");
    const broken = fc
      .tuple(part, fc.jsonValue({ maxDepth: 2 }))
      .map(([key, value]): unknown => ({ ...makeBundle(), [key]: value }));
    fc.assert(
      fc.property(fc.oneof(broken, fc.jsonValue({ maxDepth: 2 }), fc.constant(undefined)), (value) => {
        try {
          expect(parseBundle(value).mediaType).toBeTypeOf("string");
        } catch (error) {
          expect(error).toMatchObject({ code: "bundle_invalid" });
        }
      }),
    );
  });
});

describe("verifySignature", () => {
  it("names the key that signed", () => {
    const signer = verifySignature(parseBundle(makeBundle()), ask);
    expect(signer.identity).toBeUndefined();
    expect(signer.key.export({ type: "spki", format: "pem" })).toBe(ours.pem);
  });

  it("verifies a bare signature against the artifact it is given, and no other", () => {
    const artifact = Buffer.from("the zip");
    const { dsseEnvelope: _, ...rest } = makeBundle();
    const signature = sign("sha256", artifact, ours.privateKey).toString("base64");
    const messageDigest = {
      algorithm: "SHA2_256",
      digest: createHash("sha256").update(artifact).digest("base64"),
    };
    const bundle = parseBundle({ ...rest, messageSignature: { messageDigest, signature } });
    expect(verifySignature(bundle, { ...ask, artifact }).key.asymmetricKeyType).toBe("ec");
    for (const other of [{ artifact: Buffer.from("another zip") }, {}])
      expect(() => verifySignature(bundle, { ...ask, ...other })).toThrow(refused("signature_invalid"));
  });

  it.each([
    ["another key's signature under our hint", bySignature(signText(stranger))],
    ["a signature of another text", bySignature(signText(ours, Buffer.from("{}")))],
    ["a signature of another type", bySignature(signText(ours, payload, "text/plain"))],
    ["a payload that was changed", { envelope: { payload: Buffer.from('{"subject":[1]}').toString("base64") } }],
    ["a type that was changed", { envelope: { payloadType: "text/plain" } }],
    ["a signature of one byte", bySignature(Buffer.from("x"))],
  ])("refuses %s", (_, given) => {
    expect(() => verifySignature(parseBundle(makeBundle(given)), ask)).toThrow(refused("signature_invalid"));
  });

  it("holds no signature with one bit changed", () => {
    const good = signText(ours);
    fc.assert(
      fc.property(fc.nat(good.length * 8 - 1), (bit) => {
        const bad = Buffer.from(good);
        bad[bit >> 3] = (bad[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(() => verifySignature(parseBundle(makeBundle(bySignature(bad))), ask)).toThrow(
          refused("signature_invalid"),
        );
      }),
    );
  });

  it("refuses a key that the policy does not name, although it signed", () => {
    const given = { ...bySignature(signText(stranger)), material: { publicKey: { hint: stranger.hint } } };
    expect(() => verifySignature(parseBundle(makeBundle(given)), ask)).toThrow(
      refused("key_unknown", { key: stranger.hint }),
    );
  });

  it.each([
    ["2026-06-01T12:00:00Z", "2027-01-01T00:00:00Z", null],
    ["2026-06-01T12:00:01Z", "2027-01-01T00:00:00Z", "key_expired"],
    ["2026-01-01T00:00:00Z", "2026-06-01T12:00:00Z", "key_expired"],
  ])("without a trusted time judges a key valid from %s until %s by now: %s", (validFrom, validUntil, code) => {
    const policy = makeKeyPolicy([], { keys: [{ publicKey: ours.pem, validFrom, validUntil }] });
    const verify = () => verifySignature(parseBundle(makeBundle()), { ...ask, trust: makeTrustVerifier(policy) });
    if (code === null) expect(verify().key.asymmetricKeyType).toBe("ec");
    else expect(verify).toThrow(refused(code));
  });

  it("wants as many trusted times of a key's signature as it is asked for", () => {
    expect(() => verifySignature(parseBundle(makeBundle()), { ...ask, times: 1 })).toThrow(
      refused("timestamp_missing", { found: 0, needed: 1 }),
    );
  });

  it("refuses a time that no authority of the policy gave, before anything is believed for it", () => {
    const signedTimestamp = Buffer.from("no timestamp").toString("base64");
    const given = { material: { timestampVerificationData: { rfc3161Timestamps: [{ signedTimestamp }] } } };
    expect(() => verifySignature(parseBundle(makeBundle(given)), { ...ask, times: 1 })).toThrow(
      refused("signature_invalid"),
    );
  });

  it("takes no key where the policy names a workflow", () => {
    const keyless = { ...ask, trust: makeTrustVerifier(makePolicy()) };
    expect(() => verifySignature(parseBundle(makeBundle()), keyless)).toThrow(refused("signature_invalid"));
  });
});
