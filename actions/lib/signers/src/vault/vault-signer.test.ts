import { verify } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FakeTransitKey, type FakeVault, startFakeVault, type TransitKeyType } from "../testing.ts";
import { makeVaultSigner } from "./vault-signer.ts";
import { createVaultTransport } from "./vault-transport.ts";

const data = Buffer.from("some bytes");
const namespace = "forge/signing";
let clock = 0;
let vault: FakeVault;
let token: string;
beforeEach(async () => {
  clock = Date.UTC(2026, 0, 1);
  vault = await startFakeVault({ namespace, now: () => clock });
  vault.keys.set("release", new FakeTransitKey("ecdsa-p256"));
  token = vault.tokens.issue();
});
afterEach(() => vault.close());

const login = { role: "publisher", mount: "jwt" };
const getJwt = async () => "header.claims.proof";
function makeSigner(
  given: { key?: string; keyVersion?: number; mount?: string; namespace?: string; jwt?: boolean } = {},
) {
  const { jwt = false, ...change } = given;
  const config = { url: vault.url, key: "release", mount: "transit", namespace, login: jwt ? login : null, ...change };
  const credentials = jwt ? { ...login, getJwt } : { token };
  return makeVaultSigner(config, createVaultTransport(config), { credentials, now: () => clock });
}
const pem = (key: FakeTransitKey | undefined, version: number) =>
  key?.pairs[version - 1]?.publicKey.export({ type: "spki", format: "pem" }).toString() ?? "";
const failing = (signing: Promise<unknown>): Promise<unknown> =>
  signing.then(
    () => null,
    (thrown: unknown) => thrown,
  );

describe("makeVaultSigner", () => {
  it.each<[TransitKeyType, "sha256" | null]>([
    ["ecdsa-p256", "sha256"],
    ["ecdsa-p384", "sha256"],
    ["ed25519", null],
  ])("signs with a Transit key of type %s", async (type, hash) => {
    const key = new FakeTransitKey(type);
    vault.keys.set("release", key);
    const signer = makeSigner();
    for (let round = 0; round < 8; round++) {
      const { signature, key: named } = await signer.sign(data);
      expect(named).toMatchObject({ publicKey: pem(key, 1) });
      expect(verify(hash, data, pem(key, 1), signature)).toBe(true);
    }
  });

  it("sends the digest, never the document", async () => {
    const bodies: unknown[] = [];
    const config = { url: vault.url, key: "release", mount: "transit", namespace, login: null };
    const api = createVaultTransport(config);
    const spy: typeof api = (request) => {
      bodies.push(request.body);
      return api(request);
    };
    await makeVaultSigner(config, spy, { credentials: { token }, now: () => clock }).sign(data);
    expect(JSON.stringify(bodies)).not.toContain(data.toString("base64"));
  });

  it("follows a rotation with the next signature, and names the version that signed", async () => {
    const key = vault.keys.get("release");
    const signer = makeSigner();
    const first = await signer.sign(data);
    key?.rotate();
    const second = await signer.sign(data);
    expect([first.key, second.key]).toMatchObject([{ publicKey: pem(key, 1) }, { publicKey: pem(key, 2) }]);
    expect(await makeSigner({ keyVersion: 1 }).sign(data)).toMatchObject({ key: { publicKey: pem(key, 1) } });
  });

  it.each([
    ["a version that may no longer sign", 1],
    ["a version that is not made yet", 3],
  ])("does not sign with %s", async (_, keyVersion) => {
    const key = vault.keys.get("release") as FakeTransitKey;
    key.rotate();
    key.minimumVersion = 2;
    const error = await failing(makeSigner({ keyVersion }).sign(data));
    expect(error).toMatchObject({ code: "signing_service_failed", facts: { reason: "rejected", status: 400 } });
  });

  it.each([
    ["denied", 403, "another namespace", () => makeSigner({ namespace: "other" })],
    ["not_found", 404, "another mount", () => makeSigner({ mount: "other" })],
    ["not_found", 404, "a key that does not exist", () => makeSigner({ key: "other" })],
  ])("says %s (%i) for %s", async (reason, status, _, make) => {
    expect(await failing(make().sign(data))).toMatchObject({ facts: { reason, status } });
  });

  it.each([
    [307, "redirected"],
    [412, "not_ready"],
    [429, "not_ready"],
    [500, "broken"],
    [503, "sealed"],
    [418, "unknown"],
  ])("says what status %i means: %s", async (status, reason) => {
    vault.status = status;
    expect(await failing(makeSigner().sign(data))).toMatchObject({ facts: { reason, status } });
  });

  it("says when nothing answers", async () => {
    const signer = makeSigner();
    await vault.close();
    expect(await failing(signer.sign(data))).toMatchObject({ facts: { reason: "unreachable" } });
  });

  it("refuses a key that cannot sign", async () => {
    vault.keys.set("release", new FakeTransitKey("aes256-gcm96"));
    expect(await failing(makeSigner().sign(data))).toMatchObject({ code: "signing_key_invalid" });
  });

  it.each<[string, (signature: string) => unknown]>([
    ["another version's", (signature) => signature.replace("v1", "v2")],
    ["changed", (signature) => `${signature.slice(0, -4)}AAA=`],
    ["of another shape", (signature) => signature.slice("vault:".length)],
    ["missing", () => undefined],
  ])("refuses a signature that is %s", async (_, change) => {
    vault.keys.get("release")?.rotate();
    vault.garble = (body) => {
      const data = body["data"] as { signature?: string } | null;
      return typeof data?.signature === "string"
        ? { ...body, data: { ...data, signature: change(data.signature) } }
        : body;
    };
    expect(await failing(makeSigner({ keyVersion: 1 }).sign(data))).toMatchObject({ code: "signing_service_failed" });
  });

  it.each([null, [], "text", { data: [] }, { data: { keys: { 1: {} }, type: "ed25519" } }])(
    "refuses the answer %j",
    async (answer) => {
      vault.garble = () => answer;
      expect(await failing(makeSigner().sign(data))).toMatchObject({ facts: { reason: "unexpected_answer" } });
    },
  );
});
