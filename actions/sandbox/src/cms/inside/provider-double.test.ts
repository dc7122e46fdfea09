import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { providerDouble, renderPayPage } from "./provider-double.ts";

const keys = { apiKey: "sk_1", webhookSecret: "whsec_1" };
const url = "http://127.0.0.1:9500";
const checkout = { amount: 2500, currency: "EUR", reference: "8", returnUrl: "http://127.0.0.1:8080/back" };
let count = 0;
const call = (path: string, body: unknown, headers: Record<string, string> = {}) => ({
  method: "POST",
  path,
  headers: { authorization: "Bearer sk_1", "idempotency-key": `k${(count += 1)}`, ...headers },
  body: JSON.stringify(body),
});
const paid = () => {
  const provider = providerDouble(keys, url);
  const { id } = provider.answer(call("/v1/checkouts", checkout)).body as { id: string };
  provider.pay(id, 1_700_000_000);
  return { provider, id, paymentId: provider.checkout(id)?.paymentId ?? "" };
};

describe("providerDouble", () => {
  it("opens a checkout and answers its page", () => {
    const answer = providerDouble(keys, url).answer(call("/v1/checkouts", checkout));
    expect(answer).toEqual({ status: 201, body: { id: "chk_1", url: `${url}/pay/chk_1` } });
  });

  it.each([
    [{ ...call("/v1/checkouts", checkout), method: "GET" }, 405],
    [call("/v1/checkouts", checkout, { authorization: "Bearer other" }), 401],
    [{ ...call("/v1/checkouts", checkout), headers: { authorization: "Bearer sk_1" } }, 400],
    [call("/v1/checkouts", { ...checkout, amount: 25.5 }), 422],
    [call("/v1/checkouts", { ...checkout, currency: "euro" }), 422],
    [call("/v1/checkouts", { ...checkout, returnUrl: "back" }), 422],
    [call("/v1/payments", { checkoutId: "chk_9" }), 404],
    [call("/v2/refunds", {}), 404],
  ])("is strict: %#", (asked, status) => {
    expect(providerDouble(keys, url).answer(asked).status).toBe(status);
  });

  it("answers a repeated key with its first answer, and refuses it for another body", () => {
    const provider = providerDouble(keys, url);
    const first = call("/v1/checkouts", checkout);
    expect(provider.answer(first)).toEqual(provider.answer(first));
    expect(provider.checkouts()).toHaveLength(1);
    expect(provider.answer({ ...first, body: JSON.stringify({ ...checkout, amount: 1 }) }).status).toBe(409);
  });

  it("refunds parts until nothing is left, and never more", () => {
    const { provider, paymentId } = paid();
    const refund = (amount: number) => provider.answer(call("/v1/refunds", { paymentId, amount })).status;
    expect([refund(500), refund(2001), refund(2000), refund(1)]).toEqual([200, 422, 200, 422]);
    expect(provider.answer(call("/v1/refunds", { paymentId: "pay_9", amount: 1 })).status).toBe(404);
  });

  it("signs time and body with the shop's secret, and takes a payment only once", () => {
    const { provider, id, paymentId } = paid();
    const webhook = provider.pay(id, 1_700_000_000);
    const signature = createHmac("sha256", keys.webhookSecret).update(`1700000000.${webhook.body}`).digest("hex");
    expect(webhook.headers).toMatchObject({ "x-timestamp": "1700000000", "x-signature": signature });
    expect(JSON.parse(webhook.body)).toMatchObject({
      data: { paymentId, checkoutId: id, reference: "8", amount: 2500 },
    });
    expect(provider.answer(call("/v1/payments", { checkoutId: id })).body).toMatchObject({ id: paymentId });
  });

  it("declines a checkout for good, and signs the webhook that says so", () => {
    const provider = providerDouble(keys, url);
    const { id } = provider.answer(call("/v1/checkouts", checkout)).body as { id: string };
    const { type, data } = JSON.parse(provider.decline(id, 1_700_000_000).body) as { type: string; data: object };
    expect([type, data]).toEqual(["payment.failed", { checkoutId: id, reference: "8", reason: "card_declined" }]);
    expect(provider.answer(call("/v1/payments", { checkoutId: id }))).toMatchObject({
      status: 402,
      body: { reason: "card_declined" },
    });
    expect(() => provider.decline("chk_9", 1)).toThrow(/no checkout chk_9/);
  });

  it("shows a page on which no word of the shop is HTML", () => {
    const page = renderPayPage({ ...checkout, id: "chk_1", brand: "<b>O'Reilly", color: "#123456", left: 0 });
    expect(page).toContain("&#60;b&#62;O&#39;Reilly");
    expect(page).toContain("25.00 EUR");
  });
});
