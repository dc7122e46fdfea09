import { expect, it } from "vitest";
import { makeEventBody, makeWebhook } from "./make-webhook.ts";

it("signs timestamp and body as a provider does", () => {
  // printf '1700000000.{}' | openssl dgst -sha256 -hmac secret
  const { headers, body } = makeWebhook("secret", "{}", 1_700_000_000);
  expect(body).toBe("{}");
  expect(headers["x-timestamp"]).toBe("1700000000");
  expect(headers["x-signature"]).toBe("b8569b78799ff9e3cbff0fc2d63a33a2b57f3282abd07c37ae5e8e7d79a5f163");
});

it("writes events with id, type and data", () => {
  expect(JSON.parse(makeEventBody("evt_1", "payment.failed", { a: 1 }))).toEqual({
    id: "evt_1",
    type: "payment.failed",
    data: { a: 1 },
  });
});
