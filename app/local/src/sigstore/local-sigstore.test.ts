import { createPublicKey, verify } from "node:crypto";
import { createRequire } from "node:module";
import { makeKeylessSigner, makeStatement, signStatement } from "@plugsmith/signers";
import { verifyBundle } from "@plugsmith/trust";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askWhileBusy } from "../github/testing/ask-while-busy.ts";
import { type LocalSigstore, startLocalSigstore } from "./local-sigstore.ts";
import { makeLocalPolicy } from "./make-local-policy.ts";
import { makeTestClaims, testForge } from "./testing/test-claims.ts";

const digest = `sha256:${"12".repeat(32)}`;
const statement = makeStatement({ zipName: "x-1.0.0.zip", digest }, "https://example.org/test/v1", { fine: true });

let sigstore: LocalSigstore;
beforeAll(async () => {
  sigstore = await startLocalSigstore();
});
afterAll(() => sigstore.close());

const sign = (token: string) => {
  const config = {
    mode: "keyless-public",
    fulcioUrl: sigstore.url,
    rekorUrl: sigstore.url,
    timestampUrl: sigstore.url,
  } as const;
  return signStatement(statement, makeKeylessSigner(config, { getToken: async () => token }));
};

describe("startLocalSigstore", () => {
  it("answers what came over a kept connection while this process was busy", async () => {
    expect(await askWhileBusy(`${sigstore.url}/.well-known/jwks`)).toBe("HTTP/1.1 200 OK");
  });

  it("publishes keys with which its tokens can be checked, like any OIDC issuer", async () => {
    const discovery = (await (await fetch(`${sigstore.issuer}/.well-known/openid-configuration`)).json()) as {
      issuer: string;
      jwks_uri: string;
    };
    expect(discovery.issuer).toBe(sigstore.issuer);
    const { keys } = (await (await fetch(discovery.jwks_uri)).json()) as { keys: { kid: string }[] };
    const [head, body, signature] = sigstore.mintToken({ sub: "someone" }).split(".");
    const key = createPublicKey({ key: keys[0] ?? {}, format: "jwk" });
    const encoding = { key, dsaEncoding: "ieee-p1363" } as const;
    const isValid = verify(
      "sha256",
      Buffer.from(`${head}.${body}`),
      encoding,
      Buffer.from(signature ?? "", "base64url"),
    );
    expect(isValid).toBe(true);
  });

  it("signs statements that the real verifier accepts under the local policy, entry after entry", async () => {
    const policy = makeLocalPolicy({ sigstore, ...testForge });
    for (let round = 0; round < 5; round++) {
      const bundle = await sign(sigstore.mintToken(makeTestClaims()));
      expect(verifyBundle(bundle, policy, digest).statement.predicate).toEqual({ fine: true });
      expect(bundle.mediaType).toBe("application/vnd.dev.sigstore.bundle.v0.3+json");
    }
  });

  it("is not believed by a verifier that trusts another stand-in", async () => {
    const other = await startLocalSigstore();
    try {
      const bundle = await sign(sigstore.mintToken(makeTestClaims()));
      const policy = makeLocalPolicy({ sigstore: other, ...testForge });
      expect(() => verifyBundle(bundle, policy, digest)).toThrow(
        expect.objectContaining({ code: "signature_invalid" }),
      );
    } finally {
      await other.close();
    }
  });

  const strangers: [string, () => string][] = [
    ["another audience", () => sigstore.mintToken({ ...makeTestClaims(), aud: "nobody" })],
    ["an expired token", () => sigstore.mintToken({ ...makeTestClaims(), exp: 1 })],
    ["another issuer", () => sigstore.mintToken({ ...makeTestClaims(), iss: "http://127.0.0.1:1" })],
    ["a token without a subject's name", () => sigstore.mintToken({ ...makeTestClaims(), sub: "" })],
    [
      "a token whose claims were changed",
      () => {
        const [head, , signature] = sigstore.mintToken(makeTestClaims()).split(".");
        const claims = { iss: sigstore.issuer, aud: "sigstore", exp: 9e9, nbf: 0, sub: "me" };
        return `${head}.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.${signature}`;
      },
    ],
    [
      "a token that says it needs no signature",
      () => {
        const [, body] = sigstore.mintToken(makeTestClaims()).split(".");
        return `${Buffer.from('{"alg":"none"}').toString("base64url")}.${body}.AA`;
      },
    ],
  ];
  it.each(strangers)("gives no certificate for %s, and the error shows no token", async (_, makeToken) => {
    const token = makeToken();
    const error = await sign(token).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "signing_failed" });
    const shown = JSON.stringify([error, String((error as Error).stack), String((error as Error).cause)]);
    expect(shown).not.toContain(token.slice(0, 40));
  });

  it("gives no certificate to somebody who does not hold the key", async () => {
    const { privateKey: _, publicKey } = await import("node:crypto").then((crypto) =>
      crypto.generateKeyPairSync("ec", { namedCurve: "prime256v1" }),
    );
    const body = {
      credentials: { oidcIdentityToken: sigstore.mintToken(makeTestClaims()) },
      publicKeyRequest: {
        publicKey: { algorithm: "ECDSA", content: publicKey.export({ format: "pem", type: "spki" }) },
        proofOfPossession: Buffer.from("nothing").toString("base64"),
      },
    };
    const response = await fetch(`${sigstore.url}/api/v2/signingCert`, { method: "POST", body: JSON.stringify(body) });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ message: "the proof of possession could not be verified" });
  });

  it.each([
    ["POST", "/api/v1/log/entries", "no json"],
    ["POST", "/api/v1/log/entries", '{"kind":"hashedrekord","apiVersion":"0.0.1"}'],
    ["POST", "/api/v2/signingCert", "{}"],
    ["POST", "/api/v1/timestamp", "no json"],
    ["GET", "/api/v1/log/entries/unknown", null],
    ["GET", "/nowhere", null],
  ])("answers %s %s with %j by a refusal and goes on", async (method, path, body) => {
    const response = await fetch(`${sigstore.url}${path}`, { method, body });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect((await fetch(`${sigstore.url}/.well-known/jwks`)).status).toBe(200);
  });

  it("does not load nock, which would replace http.request of the whole process", () => {
    const loaded = Object.keys(createRequire(import.meta.url).cache);
    expect(loaded.some((path) => path.includes("@sigstore/mock"))).toBe(true);
    expect(loaded.filter((path) => /[\\/]nock[\\/]/u.test(path))).toEqual([]);
  });
});
