import { createHmac } from "node:crypto";
import type { Observed, Probe } from "@plugsmith/action-kit/probe";
import { describe, expect, it } from "vitest";
import { createPaymentActs, madeBy } from "./payment-acts.ts";

const request = (path: string, body: object, answer?: Record<string, unknown>) => ({
  ...{ method: "POST", url: `https://p.example${path}`, path, headers: {}, body: JSON.stringify(body), at: 0 },
  ...(answer ? { answer } : {}),
});
const seen = (...requests: Observed["requests"]): Observed => ({
  answer: { ok: true, value: null },
  emitted: [],
  requests,
});

function createActs(methods: readonly string[], observed: Observed) {
  const moods: unknown[] = [];
  const probe = {
    config: { webhookSecret: "whsec" },
    provider: { always: (mood: unknown) => moods.push(mood) },
    process: { call: async () => null },
    observe: async () => observed,
  } as unknown as Probe;
  return { acts: createPaymentActs(probe, methods, "4000", () => new Date(1_700_000_000_000)), moods };
}

describe("payment acts", () => {
  it("take the checkout's and the order's name from what the provider saw, not from the plugin's answer", async () => {
    const observed = seen(request("/v1/checkouts", { reference: "17" }, { id: "checkout_3" }));
    const { acts } = createActs(["createCheckout"], observed);
    expect(await acts.open()).toEqual({ seen: observed, checkoutId: "checkout_3", reference: "17" });
    expect(madeBy(observed, "payments")).toBeUndefined();
  });

  it("make a checkout up for a plugin that opens none, another order each time", async () => {
    const { acts } = createActs(["receiveWebhook"], seen());
    expect(await acts.open()).toEqual({ seen: null, checkoutId: "checkouts_0", reference: "order-1001" });
    expect(acts.order().reference).toBe("order-1002");
  });

  it("sign an event that names a card, as old as is wanted", () => {
    const { acts } = createActs([], seen());
    const body = acts.event("evt", "payment.failed", { seen: null, checkoutId: "c", reference: "r" });
    expect(JSON.parse(body)).toMatchObject({
      id: "evt",
      type: "payment.failed",
      data: { checkoutId: "c", card: "4000" },
    });
    const { headers } = acts.sign(body, 600);
    expect(headers["x-timestamp"]).toBe("1699999400");
    expect(headers["x-signature"]).toBe(createHmac("sha256", "whsec").update(`1699999400.${body}`).digest("hex"));
  });

  it("put the provider's mood back after a call", async () => {
    const { acts, moods } = createActs([], seen());
    await acts.during(402, "capturePayment", {});
    expect(moods).toEqual([402, null]);
  });
});
