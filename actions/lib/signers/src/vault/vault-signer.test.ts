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
const count = (line: string) => vault.log.filter((each) => each === line).length;
const renewal = "POST /v1/auth/token/renew-self 200";
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

describe("the token of makeVaultSigner", () => {
  it("is renewed past two thirds of its life, and not before", async () => {
    const signer = makeSigner();
    await signer.sign(data);
    clock += 390_000;
    await signer.sign(data);
    expect(count(renewal)).toBe(0);
    clock += 20_000;
    await signer.sign(data);
    expect(count(renewal)).toBe(1);
    clock += 390_000;
    await signer.sign(data);
    expect(count(renewal)).toBe(1);
  });

  it("works without an end, and is never renewed then", async () => {
    token = vault.tokens.issue({ ttlSeconds: 0 });
    const signer = makeSigner();
    await signer.sign(data);
    clock += 10 * 365 * 86_400_000;
    await signer.sign(data);
    expect(count(renewal)).toBe(0);
  });

  it("is used to its end where it cannot be renewed, and then refused in plain words", async () => {
    token = vault.tokens.issue({ renewable: false });
    const signer = makeSigner();
    await signer.sign(data);
    clock += 580_000;
    await signer.sign(data);
    clock += 10_000;
    expect(await failing(signer.sign(data))).toMatchObject({ facts: { reason: "token_expired" } });
  });

  it("comes from a login with the job's identity, and from another login when it ends or is revoked", async () => {
    vault.tokens.roles.set("publisher", { jwt: await getJwt(), options: { ttlSeconds: 60, maximumSeconds: 100 } });
    const signer = makeSigner({ jwt: true });
    const logins = () => count("POST /v1/auth/jwt/login 200");
    await signer.sign(data);
    expect(logins()).toBe(1);
    clock += 50_000;
    await signer.sign(data);
    expect([logins(), count(renewal)]).toEqual([1, 1]);
    clock += 45_000;
    await signer.sign(data);
    expect(logins()).toBe(2);
    for (const issued of vault.tokens.list()) vault.tokens.revoke(issued);
    await signer.sign(data);
    expect(logins()).toBe(3);
  });

  it("is in no error, whatever Vault says, nor is the job's identity", async () => {
    vault.tokens.roles.set("publisher", { jwt: "another", options: {} });
    for (const jwt of [false, true]) {
      vault.status = null;
      if (!jwt) vault.tokens.revoke(token);
      const error = await failing(makeSigner({ jwt }).sign(data));
      const shown = JSON.stringify([error, String(error), (error as Error).stack, String((error as Error).cause)]);
      expect(error).toMatchObject({ code: "signing_service_failed" });
      expect(shown).not.toContain(token);
      expect(shown).not.toContain(await getJwt());
    }
  });
});
