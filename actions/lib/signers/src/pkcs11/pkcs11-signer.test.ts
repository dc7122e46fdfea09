import { verify } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findSoftToken, makeSoftToken, makeTestKey, type SoftToken } from "../testing.ts";
import { applyTokenCall } from "./apply-token-call.ts";
import { makePkcs11Signer } from "./pkcs11-signer.ts";
import type { RunTokenTool, TokenCall } from "./run-token-tool.ts";

const data = Buffer.from("some bytes");
const module = findSoftToken();

describe.skipIf(module === null)("makePkcs11Signer with SoftHSM", () => {
  let token: SoftToken;
  let publicKey: string;
  beforeAll(() => {
    token = makeSoftToken(module ?? "");
    publicKey = token.makeKey("01");
  });
  afterAll(() => token.close());

  it("signs with the key that its id names, of either curve", async () => {
    const larger = token.makeKey("0a02", "EC:secp384r1");
    for (const [key, pem] of [
      ["01", publicKey],
      ["0a02", larger],
    ] as const) {
      const { signature, key: named } = await makePkcs11Signer(
        { ...token.config, key, publicKeys: [publicKey, larger] },
        token.pin,
        applyTokenCall,
      ).sign(data);
      expect(verify("sha256", data, pem, signature)).toBe(true);
      expect(named).toMatchObject({ publicKey: pem });
    }
  });

  it("refuses a signature of a key that is not configured, as the tool makes where it does not find the named one", async () => {
    const config = { ...token.config, publicKeys: [makeTestKey().publicKey] };
    await expect(makePkcs11Signer(config, token.pin, applyTokenCall).sign(data)).rejects.toMatchObject({
      facts: { reason: "key_differs" },
    });
  });

  it("gives the PIN to the tool, and never as an argument", async () => {
    const calls: TokenCall[] = [];
    const run: RunTokenTool = (call) => {
      calls.push(call);
      return applyTokenCall(call);
    };
    await makePkcs11Signer({ ...token.config, publicKeys: [publicKey] }, token.pin, run).sign(data);
    expect(calls.map(({ pin }) => pin)).toEqual([token.pin]);
    expect(calls.flatMap(({ argv }) => argv).join(" ")).not.toContain(token.pin);
    expect(JSON.stringify(process.env)).not.toContain(token.pin);
  });

  it.each([
    ["key_missing", { key: "ff" }, {}],
    ["token_missing", { token: "other" }, {}],
    ["module_missing", { module: "/nowhere/module.so" }, {}],
    ["pin_wrong", {}, { pin: "hush-123" }],
  ])("says %s in words of its own", async (reason, change, { pin = token?.pin }: { pin?: string }) => {
    const signing = makePkcs11Signer(
      { ...token.config, publicKeys: [publicKey], ...change },
      pin ?? token.pin,
      applyTokenCall,
    ).sign(data);
    const error: unknown = await signing.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ code: "signing_service_failed", facts: { reason } });
    expect(JSON.stringify([error, String(error)])).not.toContain("hush-123");
  });
});

describe("makePkcs11Signer", () => {
  const config = { module: "/m.so", token: "forge", key: "01", publicKeys: [makeTestKey().publicKey] };

  it.each([
    ["an RSA key", makeTestKey("rsa").publicKey],
    ["an Ed25519 key, which the mechanism does not sign with", makeTestKey("ed25519").publicKey],
    ["no key", "nothing"],
  ])("asks no token where the configuration names %s", (_, publicKey) => {
    const run: RunTokenTool = () => expect.unreachable();
    expect(() => makePkcs11Signer({ ...config, publicKeys: [publicKey] }, "1", run)).toThrow(
      expect.objectContaining({ code: "signing_key_invalid" }),
    );
  });

  it.each([
    ["pin_locked", "error: PKCS11 function C_Login failed: rv = CKR_PIN_LOCKED (0xa4)"],
    ["refused", "something that nobody knows, with the PIN 271828"],
  ])("says %s without the tool's own words", async (reason, text) => {
    const run: RunTokenTool = async () => ({ code: 1, output: Buffer.alloc(0), text });
    const error: unknown = await makePkcs11Signer(config, "271828", run)
      .sign(data)
      .then(
        () => null,
        (thrown: unknown) => thrown,
      );
    expect(error).toMatchObject({ code: "signing_service_failed", facts: { reason } });
    expect(JSON.stringify([error, String(error)])).not.toContain("271828");
  });
});
