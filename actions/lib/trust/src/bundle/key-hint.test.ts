import { createPublicKey } from "node:crypto";
import { describe, expect, it } from "vitest";
import { computeKeyHint, isSigningKey } from "./key-hint.ts";

describe("computeKeyHint", () => {
  it("is what `openssl pkey -pubin -outform DER | openssl dgst -sha256 -binary | base64` prints", () => {
    const key = createPublicKey({
      format: "jwk",
      key: { kty: "OKP", crv: "Ed25519", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" },
    });
    expect(computeKeyHint(key)).toBe("BuP9j9opu2CrWVV95h7bCuzbIxE0vjDnW0Vfjht5L6k=");
    expect(isSigningKey(key)).toBe(true);
  });
});
