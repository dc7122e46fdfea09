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

  it.each(["key", "pkcs11", "vault"] as const)("refuses mode %s, which has no driver yet", (mode) => {
    expect(() => makeSignerConfig({ mode })).toThrow(expect.objectContaining({ code: "config_invalid" }));
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
