import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openProvider, type Provider, providerUrl } from "./provider-transport.ts";

const keys = { apiKey: "sk_test_1", webhookSecret: "whsec_1" };
const order = { amount: 100, currency: "EUR", reference: "1", returnUrl: `${"http://127.0.0.1:1"}/back` };

describe("openProvider", () => {
  let provider: Provider;
  beforeEach(async () => {
    provider = await openProvider(keys, 0);
  });
  afterEach(() => provider.close());

  it("keeps every call without the keys, and sends people back after they paid", async () => {
    const headers = { authorization: `Bearer ${keys.apiKey}`, "idempotency-key": "k" };
    const made = await fetch(`${provider.url}/v1/checkouts`, {
      method: "POST",
      headers,
      body: JSON.stringify({ ...order, note: `my key is ${keys.apiKey}` }),
    });
    expect(made.status).toBe(201);
    expect(provider.records).toMatchObject([
      { direction: "in", url: "/v1/checkouts", status: 201, idempotencyKey: "k" },
    ]);
    expect(JSON.stringify(provider.records)).not.toContain(keys.apiKey);
    const page = await fetch(`${provider.url}/pay/chk_1`);
    expect(await page.text()).toContain("1.00 EUR");
    const done = await fetch(`${provider.url}/pay/chk_1`, { method: "POST", redirect: "manual" });
    expect([done.status, done.headers.get("location")]).toEqual([303, order.returnUrl]);
    expect(provider.double.checkout("chk_1")?.paymentId).toBe("pay_2");
    const refused = await fetch(`${provider.url}/pay/chk_1/decline`, { method: "POST", redirect: "manual" });
    expect([refused.status, provider.double.checkout("chk_1")?.declined]).toEqual([303, true]);
  });

  it("listens where shops expect it unless it is told another port", () => {
    expect(providerUrl).toBe("http://127.0.0.1:9500");
    expect(provider.url).not.toBe(providerUrl);
  });
});
