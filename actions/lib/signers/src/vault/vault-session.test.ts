import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FakeTransitKey, type FakeVault, startFakeVault } from "../testing.ts";
import { makeVaultSigner } from "./vault-signer.ts";
import { createVaultTransport } from "./vault-transport.ts";

const data = Buffer.from("some bytes");
let clock = 0;
let vault: FakeVault;
let token: string;
beforeEach(async () => {
  clock = Date.UTC(2026, 0, 1);
  vault = await startFakeVault({ now: () => clock });
  vault.keys.set("release", new FakeTransitKey("ecdsa-p256"));
  token = vault.tokens.issue();
});
afterEach(() => vault.close());

const login = { role: "publisher", mount: "jwt" };
const getJwt = async () => "header.claims.proof";
function makeSigner({ jwt = false } = {}) {
  const config = { url: vault.url, key: "release", mount: "transit", login: jwt ? login : null };
  const credentials = jwt ? { ...login, getJwt } : { token };
  return makeVaultSigner(config, createVaultTransport(config), { credentials, now: () => clock });
}
const count = (line: string) => vault.log.filter((each) => each === line).length;
const renewal = "POST /v1/auth/token/renew-self 200";
const failing = (signing: Promise<unknown>): Promise<unknown> =>
  signing.then(
    () => null,
    (thrown: unknown) => thrown,
  );

describe("openVaultSession, below a signer", () => {
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
