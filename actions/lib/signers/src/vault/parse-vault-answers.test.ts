import { describe, expect, it } from "vitest";
import { FakeTransitKey } from "../testing.ts";
import { parseTransitKey, parseTransitSignature, parseVaultAuth, parseVaultLookup } from "./parse-vault-answers.ts";

const unexpected = expect.objectContaining({ facts: { reason: "unexpected_answer" } });

describe("answers of Vault", () => {
  it("are read as documented", () => {
    const auth = { client_token: "t", lease_duration: 60, renewable: true };
    expect(parseVaultAuth({ auth })).toEqual({ token: "t", seconds: 60, renewable: true });
    expect(parseVaultLookup({ data: { ttl: 0 } }, "t")).toEqual({ token: "t", seconds: 0, renewable: false });
    expect(parseTransitSignature({ data: { signature: "vault:v12:AAEC" } })).toEqual({
      version: 12,
      signature: Buffer.from([0, 1, 2]),
    });
    const key = new FakeTransitKey("ed25519");
    key.rotate();
    const { type, versions } = parseTransitKey({ data: key.describe("release") });
    expect([type, [...versions.keys()]]).toEqual(["ed25519", [1, 2]]);
    expect(versions.get(2)?.equals(key.pairs[1]?.publicKey as never)).toBe(true);
  });

  it.each([
    ["no token", () => parseVaultAuth({ auth: { lease_duration: 1 } })],
    ["an empty token", () => parseVaultAuth({ auth: { client_token: "", lease_duration: 1 } })],
    ["a negative lease", () => parseVaultAuth({ auth: { client_token: "t", lease_duration: -1 } })],
    ["a ttl in words", () => parseVaultLookup({ data: { ttl: "1h" } }, "t")],
    ["a signature of version 0", () => parseTransitSignature({ data: { signature: "vault:v0:AAEC" } })],
    ["a signature in URL-safe base64", () => parseTransitSignature({ data: { signature: "vault:v1:AA_-" } })],
    ["a key that is no PEM", () => parseTransitKey({ data: { type: "ecdsa-p256", keys: { 1: { public_key: "x" } } } })],
    [
      "an Ed25519 key of 31 bytes",
      () =>
        parseTransitKey({
          data: { type: "ed25519", keys: { 1: { public_key: Buffer.alloc(31).toString("base64") } } },
        }),
    ],
  ])("are refused with %s", (_, parse) => {
    expect(parse).toThrow(unexpected);
  });
});
