import type { PluginManifest } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { checkPaymentEvents, isPaymentPlugin } from "./check-payment-events.ts";
import { type FakeAnswer, fakePaymentActs } from "./fake-payment-acts.ts";

const publishes = ["checkout.created", "payment.succeeded", "payment.failed", "refund.issued"];
const manifest = (outbound = [{ host: "p.example", port: 443 }], events = publishes) =>
  ({ type: "cms", events: { publishes: events }, permissions: { network: { outbound } } }) as unknown as PluginManifest;
const all = ["createCheckout", "capturePayment", "refundPayment", "receiveWebhook"];

/** A plugin that does everything right. */
const honest = (method: string, mood: unknown): FakeAnswer => {
  if (mood === 402) return { events: ["payment.failed"], asked: ["payments"] };
  if (mood !== null) return { fails: true };
  if (method === "createCheckout") return { events: ["checkout.created"], asked: ["checkouts"] };
  if (method === "capturePayment") return { events: ["payment.succeeded"], asked: ["payments"] };
  return { events: ["refund.issued"], asked: ["refunds"] };
};
const judge = async (play: typeof honest, methods: readonly string[] = all, of = manifest()) =>
  Object.fromEntries(
    (await checkPaymentEvents(fakePaymentActs(methods, play), of)).map(({ check, status }) => [check, status]),
  );

describe("the four events", () => {
  it("hold for a plugin that does everything right", async () => {
    expect(Object.values(await judge(honest))).toEqual(["passed", "passed", "passed", "passed"]);
  });

  it("fail for one that tells without asking, tells twice, or tells of what was refused", async () => {
    const silent: typeof honest = (method, mood) => ({ ...honest(method, mood), asked: [] });
    expect((await judge(silent))["checkout_created"]).toBe("failed");
    const twice: typeof honest = (method, mood) => {
      const answer = honest(method, mood);
      return { ...answer, events: [...(answer.events ?? []), ...(answer.events ?? [])] };
    };
    expect((await judge(twice))["refund_issued"]).toBe("failed");
    const stubborn: typeof honest = (method) => honest(method, null);
    expect(await judge(stubborn)).toMatchObject({
      checkout_created: "failed",
      payment_failed: "failed",
      refund_issued: "failed",
    });
    const elsewhere: typeof honest = (method, mood) => ({ ...honest(method, mood), asked: ["pings"] });
    expect((await judge(elsewhere))["payment_succeeded"]).toBe("failed");
  });

  it("may come by the provider's webhook where there is no method, and are no matter where none is promised", async () => {
    const told: typeof honest = () => ({ events: publishes });
    expect(await judge(told, ["receiveWebhook"])).toEqual({
      checkout_created: "not_applicable",
      payment_succeeded: "passed",
      payment_failed: "passed",
      refund_issued: "passed",
    });
    expect((await judge(told, ["receiveWebhook"], manifest(undefined, [])))["refund_issued"]).toBe("not_applicable");
    expect((await judge(() => ({}), ["receiveWebhook"]))["payment_failed"]).toBe("failed");
  });
});

it("knows a payment plugin by its methods", () => {
  const of = (type: string, methods: string[]) => isPaymentPlugin({ type, methods } as unknown as PluginManifest);
  expect([of("cms", ["receiveWebhook"]), of("cms", ["counters"]), of("bench", all)]).toEqual([true, false, false]);
});
