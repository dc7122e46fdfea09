import { describe, expect, it } from "vitest";
import { makeKeylessSigner } from "./keyless-signer.ts";
import { makeSignerConfig } from "./make-signer-config.ts";
import { githubSigstore, publicGoodSigstore } from "./signer-config.ts";

const tokens = { getToken: async () => "x.y.z" };

describe("makeSignerConfig", () => {
  it("signs with public-good Sigstore where nothing is said, and with GitHub's own where asked", () => {
    expect(makeSignerConfig(undefined)).toEqual(publicGoodSigstore);
    expect(makeSignerConfig({ mode: "keyless-github" })).toEqual(githubSigstore);
  });

  it("takes the addresses of the configuration", () => {
    const urls = { fulcioUrl: "http://f", rekorUrl: "http://r", timestampUrl: "http://t" };
    expect(makeSignerConfig({ mode: "keyless-public", ...urls })).toEqual({ mode: "keyless-public", ...urls });
    expect(makeSignerConfig({ mode: "keyless-github", ...urls })).not.toHaveProperty("rekorUrl");
  });

  it("takes a log of version 2 only beside a timestamp authority, and for no bare key", () => {
    const urls = { fulcioUrl: "http://f", rekorUrl: "http://r", timestampUrl: "http://t" };
    const made = makeSignerConfig({ mode: "keyless-public", rekorVersion: 2, ...urls });
    expect(made).toEqual({ mode: "keyless-public", rekorVersion: 2, ...urls });
    expect(makeSignerConfig({ mode: "keyless-github", rekorVersion: 2 })).toEqual(githubSigstore);
    for (const signing of [
      { mode: "keyless-public", rekorVersion: 2 },
      { mode: "key", rekorVersion: 2, ...urls },
    ] as const)
      expect(() => makeSignerConfig(signing)).toThrow(expect.objectContaining({ code: "config_invalid" }));
  });

  it("writes a key's signature to no public log that the configuration does not name", () => {
    expect(makeSignerConfig({ mode: "key" })).toEqual({ mode: "key" });
    const urls = { rekorUrl: "http://r", timestampUrl: "http://t" };
    expect(makeSignerConfig({ mode: "key", ...urls, fulcioUrl: "http://f" })).toEqual({ mode: "key", ...urls });
  });

  it.each(["pkcs11", "vault"] as const)("refuses mode %s without its own part", (mode) => {
    expect(() => makeSignerConfig({ mode })).toThrow(expect.objectContaining({ code: "config_invalid" }));
  });

  it("takes the parts of the token and of Vault, with Vault's own defaults", () => {
    const pkcs11 = { module: "/m.so", token: "forge", key: "01" };
    expect(makeSignerConfig({ mode: "pkcs11", pkcs11, keys: [{ publicKey: "pem" }] })).toEqual({
      mode: "pkcs11",
      pkcs11: { ...pkcs11, publicKeys: ["pem"] },
    });
    expect(() => makeSignerConfig({ mode: "pkcs11", pkcs11 })).toThrow(/signing\.keys/u);
    const url = "https://vault.acme.test:8200";
    expect(makeSignerConfig({ mode: "vault", vault: { url, key: "release" } })).toEqual({
      mode: "vault",
      vault: { url, key: "release", mount: "transit", login: null },
    });
    const more = { key: "release", mount: "t2", namespace: "a/b", keyVersion: 2, role: "publisher" };
    expect(makeSignerConfig({ mode: "vault", vault: { url, ...more } })).toMatchObject({
      vault: { mount: "t2", namespace: "a/b", keyVersion: 2, login: { role: "publisher", mount: "jwt" } },
    });
  });

  it("sends a Vault token over plain http to this machine only", () => {
    const make = (url: string) => () => makeSignerConfig({ mode: "vault", vault: { url, key: "release" } });
    expect(make("http://vault.acme.test")).toThrow(expect.objectContaining({ code: "config_invalid" }));
    expect(make("http://127.0.0.1.acme.test")).toThrow(expect.objectContaining({ code: "config_invalid" }));
    expect(make("http://127.0.0.1:8200")).not.toThrow();
  });
});

describe("makeKeylessSigner", () => {
  it("has the witnesses of its mode", () => {
    expect(makeKeylessSigner(publicGoodSigstore, tokens).witnesses).toHaveLength(1);
    expect(makeKeylessSigner(githubSigstore, tokens).witnesses).toHaveLength(1);
    expect(makeKeylessSigner({ ...publicGoodSigstore, timestampUrl: "http://t" }, tokens).witnesses).toHaveLength(2);
  });

  it("refuses a mode whose witness has no address", () => {
    for (const mode of ["keyless-public", "keyless-github"] as const)
      expect(() => makeKeylessSigner({ mode, fulcioUrl: "http://f" }, tokens)).toThrow(
        expect.objectContaining({ code: "config_invalid" }),
      );
  });
});
