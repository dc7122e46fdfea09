import { createPublicKey } from "node:crypto";
import { ForgeError } from "@plugsmith/schemas";
import { computeKeyHint, payloadType } from "@plugsmith/trust";
import { describe, expect, it } from "vitest";
import { signPayload } from "./sign-statement.ts";
import { makeTestKey, setUpKey } from "./testing.ts";

const payload = Buffer.from('{"any":"bytes"}');

describe("signPayload", () => {
  it("makes a bundle v0.3 whose key has the same name in the hint and in the envelope", async () => {
    const key = makeTestKey();
    const hint = computeKeyHint(createPublicKey(key.publicKey));
    expect(await signPayload(payload, setUpKey(key))).toMatchObject({
      mediaType: "application/vnd.dev.sigstore.bundle.v0.3+json",
      verificationMaterial: { publicKey: { hint } },
      dsseEnvelope: { payloadType, payload: payload.toString("base64"), signatures: [{ keyid: hint }] },
    });
  });

  it("passes a driver's own refusal on, and says of others only their code: sigstore writes tokens into its messages", async () => {
    const refusal = new ForgeError("signing_service_failed", { message: "sealed" });
    const failing = (error: unknown) => {
      const sign = async () => {
        throw error;
      };
      return signPayload(payload, { signer: { sign }, witnesses: [] });
    };
    await expect(failing(refusal)).rejects.toBe(refusal);
    const error: unknown = await failing(Object.assign(new Error("token x.y.z"), { code: "CA_ERROR" })).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ code: "signing_failed", facts: { reason: "CA_ERROR" } });
    expect(JSON.stringify([error, String(error), String((error as Error).cause)])).not.toContain("x.y.z");
  });
});
