import type { Observed, Probe } from "@plugsmith/action-kit/probe";
import type { PluginManifest } from "@plugsmith/schemas";
import { type ContractCheck, judge, skip } from "./contract-check.ts";
import { names } from "./describe-observed.ts";
import { makeEventBody, makeWebhook } from "./make-webhook.ts";

const callMs = 30_000;
const order = { amount: 1999, currency: "EUR", reference: "order-1001" };

export function isPaymentPlugin(manifest: PluginManifest): boolean {
  return (
    manifest.type === "cms" &&
    (manifest.methods ?? []).some((name) => name === "createCheckout" || name === "capturePayment")
  );
}

/** The event must be there, must be the only outcome told, and the provider must have been asked. */
function expectEvent(seen: Observed, event: string, never: readonly string[] = []): string[] {
  const wrong: string[] = [];
  if (!seen.answer.ok) wrong.push(`the call failed: ${seen.answer.error.message.slice(0, 200)}`);
  if (!names(seen).includes(event)) wrong.push(`${event} was not published`);
  if (names(seen).filter((name) => name === event).length > 1) wrong.push(`${event} was published more than once`);
  for (const name of never)
    if (names(seen).includes(name)) wrong.push(`${name} was published although it did not happen`);
  if (!seen.requests.some(({ method, path }) => method !== "GET" && path.startsWith("/v1/"))) {
    wrong.push(`${event} was published without asking the provider`);
  }
  return wrong;
}

const idOf = (seen: Observed, fallback: string) => {
  const id = seen.answer.ok ? (seen.answer.value as { id?: unknown } | null)?.id : undefined;
  return typeof id === "string" ? id : fallback;
};

/**
 * Plays a checkout, a capture, a declined capture and a refund against the provider double, and watches which of the four
 * events appear. A declined payment may come by the provider's answer 402 or by its webhook.
 */
export async function checkPaymentEvents(
  probe: Probe,
  manifest: PluginManifest,
  now: () => Date,
): Promise<ContractCheck[]> {
  const methods = manifest.methods ?? [];
  const call = (method: string, args: unknown) =>
    probe.observe(() => probe.process.call(method, args, { timeoutMs: callMs }));
  const without = (method: string) => `the manifest has no method ${method}`;
  const checks: ContractCheck[] = [];
  let checkoutId = "checkouts_0";
  let paymentId = "payments_0";

  if (methods.includes("createCheckout")) {
    const made = await call("createCheckout", order);
    checkoutId = idOf(made, checkoutId);
    probe.provider.always(400);
    const refused = await call("createCheckout", order);
    probe.provider.always(null);
    const wrong = expectEvent(made, "checkout.created");
    if (names(refused).includes("checkout.created"))
      wrong.push("checkout.created was published although the provider refused");
    checks.push(judge("events", "checkout_created", wrong));
  } else checks.push(skip("events", "checkout_created", without("createCheckout")));

  if (methods.includes("capturePayment")) {
    const paid = await call("capturePayment", { checkoutId });
    paymentId = idOf(paid, paymentId);
    checks.push(judge("events", "payment_succeeded", expectEvent(paid, "payment.succeeded", ["payment.failed"])));
    checks.push(await checkDeclined(probe, call, checkoutId, methods.includes("receiveWebhook"), now));
  } else {
    checks.push(skip("events", "payment_succeeded", without("capturePayment")));
    checks.push(skip("events", "payment_failed", without("capturePayment")));
  }

  if (methods.includes("refundPayment")) {
    const refunded = await call("refundPayment", { paymentId, amount: 500 });
    checks.push(judge("events", "refund_issued", expectEvent(refunded, "refund.issued")));
  } else checks.push(skip("events", "refund_issued", without("refundPayment")));
  return checks;
}

async function checkDeclined(
  probe: Probe,
  call: (method: string, args: unknown) => Promise<Observed>,
  checkoutId: string,
  webhooks: boolean,
  now: () => Date,
): Promise<ContractCheck> {
  probe.provider.always(402);
  const declined = await call("capturePayment", { checkoutId });
  probe.provider.always(null);
  const wrong: string[] = [];
  if (names(declined).includes("payment.succeeded"))
    wrong.push("payment.succeeded was published although the provider declined");
  let told = names(declined).includes("payment.failed");
  if (!told && webhooks) {
    const body = makeEventBody("evt_contract_declined", "payment.failed", {
      id: "payments_declined",
      reason: "card_declined",
    });
    const hook = makeWebhook(probe.config["webhookSecret"] ?? "", body, Math.floor(now().getTime() / 1000));
    told = names(await call("receiveWebhook", hook)).includes("payment.failed");
  }
  if (!told) wrong.push("payment.failed was not published, neither on answer 402 nor on the provider's webhook");
  return judge("events", "payment_failed", wrong);
}
