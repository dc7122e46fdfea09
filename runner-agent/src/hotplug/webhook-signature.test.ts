import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkWebhookSignature, makeWebhookSignature } from "./webhook-signature.ts";

const key = Buffer.from("k".repeat(32));
const now = 1_700_000_000_000;
const timestamp = String(now / 1000);
const body = Buffer.from("{}");
const check = (change: Partial<Record<"id" | "timestamp" | "signature", string>> = {}, bytes = body, at = now) => {
  const headers = { id: "delivery-1", timestamp, ...change };
  const signature = change.signature ?? makeWebhookSignature(key, headers.id, headers.timestamp, body);
  return checkWebhookSignature(key, { ...headers, signature }, bytes, at);
};

describe("webhook signature", () => {
  it("is that of standardwebhooks.com: the example of its libraries", () => {
    const secret = Buffer.from("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "base64");
    const payload = Buffer.from('{"test": 2432232314}');
    expect(makeWebhookSignature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", payload)).toBe(
      "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    );
  });

  it("is taken for five minutes either way, and no longer", () => {
    expect(check({}, body, now + 300_000)).toBe("delivery-1");
    expect(check({}, body, now - 300_000)).toBe("delivery-1");
    for (const at of [now + 301_000, now - 301_000])
      expect(() => check({}, body, at)).toThrow(expect.objectContaining({ code: "signature_invalid" }));
  });

  it("fits no other body, id, time or key", () => {
    const signature = makeWebhookSignature(key, "delivery-1", timestamp, body);
    expect(check({ signature })).toBe("delivery-1");
    const refused = expect.objectContaining({ code: "signature_invalid" });
    expect(() => check({ signature }, Buffer.from("{} "))).toThrow(refused);
    expect(() => check({ signature, id: "delivery-2" })).toThrow(refused);
    expect(() => check({ signature, timestamp: String(now / 1000 + 1) })).toThrow(refused);
    const other = makeWebhookSignature(Buffer.from("x".repeat(32)), "delivery-1", timestamp, body);
    expect(() => check({ signature: other })).toThrow(refused);
  });

  it("is never taken from arbitrary text", () => {
    fc.assert(
      fc.property(fc.string(), (signature) => {
        expect(() => check({ signature })).toThrow(expect.objectContaining({ code: "signature_invalid" }));
      }),
    );
  });
});
