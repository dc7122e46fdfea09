import type { Observed } from "@plugsmith/action-kit/probe";
import type { PluginManifest } from "@plugsmith/schemas";
import { type ContractCheck, judge, skip } from "./contract-check.ts";
import { names } from "./describe-observed.ts";
import { madeBy, type OpenCheckout, type PaymentActs } from "./payment-acts.ts";

const paymentMethods = ["createCheckout", "capturePayment", "refundPayment", "receiveWebhook"];

/** A plugin of a shop with at least one of the methods that move money. */
export function isPaymentPlugin(manifest: PluginManifest): boolean {
  return manifest.type === "cms" && (manifest.methods ?? []).some((name) => paymentMethods.includes(name));
}

/** The event must be there once, and the provider must have been asked for this. */
function expectEvent(seen: Observed, event: string, resource: string): string[] {
  const wrong: string[] = [];
  const times = names(seen).filter((name) => name === event).length;
  if (!seen.answer.ok) wrong.push(`the call failed: ${seen.answer.error.message.slice(0, 200)}`);
  if (times !== 1) wrong.push(`${event} was published ${times} times instead of once`);
  if (!seen.requests.some(({ method, path }) => method !== "GET" && path.endsWith(`/${resource}`))) {
    wrong.push(`${event} was told without asking the provider`);
  }
  return wrong;
}

const forbid = (seen: Observed, event: string, why: string) =>
  names(seen).includes(event) ? [`${event} was published although ${why}`] : [];

async function checkCheckout(acts: PaymentActs): Promise<ContractCheck> {
  const { seen } = await acts.open();
  const refused = await acts.during(400, "createCheckout", acts.order());
  return judge("events", "checkout_created", [
    ...(seen ? expectEvent(seen, "checkout.created", "checkouts") : []),
    ...forbid(refused, "checkout.created", "the provider refused"),
  ]);
}

async function checkCapture(acts: PaymentActs): Promise<{ check: ContractCheck; paymentId: string }> {
  const { checkoutId } = await acts.open();
  const paid = await acts.call("capturePayment", { checkoutId });
  const wrong = [
    ...expectEvent(paid, "payment.succeeded", "payments"),
    ...forbid(paid, "payment.failed", "the payment succeeded"),
  ];
  return { check: judge("events", "payment_succeeded", wrong), paymentId: madeBy(paid, "payments") ?? "payments_0" };
}

/** Whether the provider's own message makes the plugin tell of it; without receiveWebhook there is none. */
async function isTold(acts: PaymentActs, type: string, about: OpenCheckout): Promise<boolean> {
  if (!acts.has("receiveWebhook")) return false;
  return names(await acts.deliver(acts.sign(acts.event(`evt_contract_${type}`, type, about)))).includes(type);
}

async function checkDecline(acts: PaymentActs): Promise<ContractCheck> {
  const about = await acts.open();
  const declined = await acts.during(402, "capturePayment", { checkoutId: about.checkoutId });
  const wrong = forbid(declined, "payment.succeeded", "the provider declined");
  if (!names(declined).includes("payment.failed") && !(await isTold(acts, "payment.failed", about))) {
    wrong.push("payment.failed was not published, neither on answer 402 nor on the provider's webhook");
  }
  return judge("events", "payment_failed", wrong);
}

async function checkRefund(acts: PaymentActs, paymentId: string): Promise<ContractCheck> {
  const part = await acts.call("refundPayment", { paymentId, amount: 500 });
  const refused = await acts.during(400, "refundPayment", { paymentId, amount: 100 });
  const rest = await acts.call("refundPayment", { paymentId, amount: 1499 });
  return judge("events", "refund_issued", [
    ...expectEvent(part, "refund.issued", "refunds"),
    ...forbid(refused, "refund.issued", "the provider refused"),
    ...expectEvent(rest, "refund.issued", "refunds").map((what) => `the rest: ${what}`),
  ]);
}

/**
 * Plays a checkout, a capture, a declined capture and refunds against the provider double, each on an order of its own, and
 * watches which of the four events appear. Where a plugin has no method for it, the provider's signed webhook is the stimulus.
 */
export async function checkPaymentEvents(acts: PaymentActs, manifest: PluginManifest): Promise<ContractCheck[]> {
  const reachable = manifest.permissions.network.outbound.length > 0;
  const lacks = (method: string) =>
    reachable ? `the manifest has no method ${method}` : "the manifest allows no host, so no provider can be reached";
  const byWebhook = async (check: string, event: string): Promise<ContractCheck> => {
    if (!manifest.events.publishes.includes(event)) return skip("events", check, `the manifest publishes no ${event}`);
    if (!acts.has("receiveWebhook")) return skip("events", check, lacks("receiveWebhook"));
    const told = await isTold(acts, event, await acts.open());
    return judge("events", check, told ? [] : [`${event} was not published on the provider's webhook`]);
  };

  const checks: ContractCheck[] = [];
  let paymentId = "payments_0";
  checks.push(
    acts.has("createCheckout")
      ? await checkCheckout(acts)
      : skip("events", "checkout_created", lacks("createCheckout")),
  );
  if (acts.has("capturePayment")) {
    const captured = await checkCapture(acts);
    paymentId = captured.paymentId;
    checks.push(captured.check, await checkDecline(acts));
  } else {
    checks.push(await byWebhook("payment_succeeded", "payment.succeeded"));
    checks.push(await byWebhook("payment_failed", "payment.failed"));
  }
  checks.push(
    acts.has("refundPayment") ? await checkRefund(acts, paymentId) : await byWebhook("refund_issued", "refund.issued"),
  );
  return checks;
}
