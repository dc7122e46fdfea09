import type { Observed, Probe } from "@plugsmith/action-kit/probe";
import type { PluginManifest } from "@plugsmith/schemas";
import { type ContractCheck, judge, skip } from "./contract-check.ts";
import { names } from "./describe-observed.ts";
import { makeEventBody, makeWebhook } from "./make-webhook.ts";

const callMs = 30_000;
const order = { amount: 1999, currency: "EUR", reference: "order-1001" };
const paymentMethods = ["createCheckout", "capturePayment", "refundPayment", "receiveWebhook"];

/** A plugin of a shop with at least one of the methods that move money. */
export function isPaymentPlugin(manifest: PluginManifest): boolean {
  return manifest.type === "cms" && (manifest.methods ?? []).some((name) => paymentMethods.includes(name));
}

/** The event must be there once, and the provider must have been asked. */
function expectEvent(seen: Observed, event: string): string[] {
  const wrong: string[] = [];
  const times = names(seen).filter((name) => name === event).length;
  if (!seen.answer.ok) wrong.push(`the call failed: ${seen.answer.error.message.slice(0, 200)}`);
  if (times !== 1) wrong.push(`${event} was published ${times} times instead of once`);
  if (!seen.requests.some(({ method, path }) => method !== "GET" && path.startsWith("/v1/"))) {
    wrong.push(`${event} was told without asking the provider`);
  }
  return wrong;
}

const forbid = (seen: Observed, event: string, why: string) =>
  names(seen).includes(event) ? [`${event} was published although ${why}`] : [];

const idOf = (seen: Observed, field: string, fallback: string) => {
  const value = seen.answer.ok ? (seen.answer.value as Record<string, unknown> | null) : null;
  const id = value?.[field] ?? value?.["id"];
  return typeof id === "string" ? id : fallback;
};

/**
 * Plays a checkout, a capture, a declined capture and a refund against the provider double, and watches which of the four
 * events appear. Where a plugin has no method for it, the provider's signed webhook is the stimulus.
 */
export async function checkPaymentEvents(
  probe: Probe,
  manifest: PluginManifest,
  now: () => Date,
): Promise<ContractCheck[]> {
  const reachable = manifest.permissions.network.outbound.length > 0;
  const has = (method: string) =>
    (manifest.methods ?? []).includes(method) && (reachable || method === "receiveWebhook");
  const lacks = (method: string) =>
    reachable ? `the manifest has no method ${method}` : "the manifest allows no host, so no provider can be reached";
  const call = (method: string, args: unknown) =>
    probe.observe(() => probe.process.call(method, args, { timeoutMs: callMs }));
  const during = async (mood: number, method: string, args: unknown) => {
    probe.provider.always(mood);
    const seen = await call(method, args);
    probe.provider.always(null);
    return seen;
  };
  /** The provider's own message; without receiveWebhook there is none. */
  const told = async (type: string): Promise<boolean> => {
    if (!has("receiveWebhook")) return false;
    const body = makeEventBody(`evt_contract_${type}`, type, { id: "payments_9", amount: 500, currency: "EUR" });
    const hook = makeWebhook(probe.config["webhookSecret"] ?? "", body, Math.floor(now().getTime() / 1000));
    return names(await call("receiveWebhook", hook)).includes(type);
  };
  const byWebhook = async (check: string, event: string): Promise<ContractCheck> => {
    if (!manifest.events.publishes.includes(event)) return skip("events", check, `the manifest publishes no ${event}`);
    if (!has("receiveWebhook")) return skip("events", check, lacks("receiveWebhook"));
    return judge("events", check, (await told(event)) ? [] : [`${event} was not published on the provider's webhook`]);
  };

  const checks: ContractCheck[] = [];
  let checkoutId = "checkouts_0";
  let paymentId = "payments_0";
  if (has("createCheckout")) {
    const made = await call("createCheckout", order);
    checkoutId = idOf(made, "checkoutId", checkoutId);
    const refused = await during(400, "createCheckout", order);
    const wrong = [
      ...expectEvent(made, "checkout.created"),
      ...forbid(refused, "checkout.created", "the provider refused"),
    ];
    checks.push(judge("events", "checkout_created", wrong));
  } else checks.push(skip("events", "checkout_created", lacks("createCheckout")));

  if (has("capturePayment")) {
    const paid = await call("capturePayment", { checkoutId });
    paymentId = idOf(paid, "paymentId", paymentId);
    const wrong = [
      ...expectEvent(paid, "payment.succeeded"),
      ...forbid(paid, "payment.failed", "the payment succeeded"),
    ];
    checks.push(judge("events", "payment_succeeded", wrong));
    const declined = await during(402, "capturePayment", { checkoutId });
    const wrongly = forbid(declined, "payment.succeeded", "the provider declined");
    if (!names(declined).includes("payment.failed") && !(await told("payment.failed"))) {
      wrongly.push("payment.failed was not published, neither on answer 402 nor on the provider's webhook");
    }
    checks.push(judge("events", "payment_failed", wrongly));
  } else {
    checks.push(await byWebhook("payment_succeeded", "payment.succeeded"));
    checks.push(await byWebhook("payment_failed", "payment.failed"));
  }

  if (has("refundPayment")) {
    const refunded = await call("refundPayment", { paymentId, amount: 500 });
    const refused = await during(400, "refundPayment", { paymentId, amount: 500 });
    const wrong = [
      ...expectEvent(refunded, "refund.issued"),
      ...forbid(refused, "refund.issued", "the provider refused"),
    ];
    checks.push(judge("events", "refund_issued", wrong));
  } else checks.push(await byWebhook("refund_issued", "refund.issued"));
  return checks;
}
