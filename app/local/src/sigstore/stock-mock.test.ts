import { generateKeyPairSync } from "node:crypto";
import { createRequire } from "node:module";
import type { initializeTLog, rekorHandler } from "@sigstore/mock";
import { describe, expect, it } from "vitest";
import { makeLocalTimestampAuthority } from "./local-timestamp-authority.ts";
import { mockCrypto } from "./mock-crypto.ts";

/** The parser that @sigstore/verify itself uses. */
const { RFC3161Timestamp } = createRequire(createRequire(import.meta.url).resolve("@sigstore/verify"))(
  "@sigstore/core",
) as { RFC3161Timestamp: { parse(token: Buffer): { readonly signingTime: Date } } };
const makeKeys = () => generateKeyPairSync("ec", { namedCurve: "prime256v1" });
const request = JSON.stringify({ artifactHash: Buffer.alloc(32).toString("base64"), hashAlgorithm: "sha256" });
// A moment whose milliseconds end in zero: one in ten.
const roundMoment = Date.UTC(2026, 5, 1, 12, 0, 0, 120);

describe("@sigstore/mock as it comes, and why this folder corrects it", () => {
  it("stamps times with zeros dropped, which sigstore's parser refuses; ours stamps whole seconds", async () => {
    const stock = await mockCrypto.initializeTSA(makeKeys(), new Date(roundMoment));
    const { response } = await mockCrypto.tsaHandler(stock).fn(request);
    const token = Buffer.from((response as Uint8Array<ArrayBuffer>).buffer);
    expect(() => RFC3161Timestamp.parse(token).signingTime).toThrow("invalid time");

    const ours = await makeLocalTimestampAuthority(() => roundMoment);
    const stamped = RFC3161Timestamp.parse(Buffer.from((await ours.stamp(request)).body as Buffer));
    expect(stamped.signingTime.toISOString()).toBe("2026-06-01T12:00:00.000Z");
  });

  it("logs a dsse entry as it was proposed, which no verifier can compare; Rekor stores hashes", async () => {
    const rekor = createRequire(import.meta.url)("@sigstore/mock/dist/rekor/index.js") as {
      initializeTLog: typeof initializeTLog;
      rekorHandler: typeof rekorHandler;
    };
    const handler = rekor.rekorHandler(await rekor.initializeTLog("http://127.0.0.1", makeKeys()));
    const proposal = {
      kind: "dsse",
      apiVersion: "0.0.1",
      spec: { proposedContent: { envelope: "{}", verifiers: [] } },
    };
    const reply = JSON.parse(String((await handler.fn(JSON.stringify(proposal))).response)) as Record<
      string,
      { body: string }
    >;
    const [entry] = Object.values(reply);
    const body = JSON.parse(Buffer.from(entry?.body ?? "", "base64").toString()) as { spec: object };
    expect(body.spec).toHaveProperty("proposedContent");
    expect(body.spec).not.toHaveProperty("payloadHash");
  });

  it("issues a certificate for a token that nobody signed", async () => {
    const log = await mockCrypto.initializeCTLog(makeKeys());
    const { fn } = mockCrypto.fulcioHandler(await mockCrypto.initializeCA(makeKeys(), log));
    const token = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${Buffer.from('{"sub":"https://evil.example/"}').toString("base64url")}.`;
    const content = makeKeys().publicKey.export({ format: "pem", type: "spki" });
    const body = { credentials: { oidcIdentityToken: token }, publicKeyRequest: { publicKey: { content } } };
    expect((await fn(JSON.stringify(body))).statusCode).toBe(201);
  });
});
