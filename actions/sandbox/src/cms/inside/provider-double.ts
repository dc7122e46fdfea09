import { createHmac } from "node:crypto";

export interface ProviderCall {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface ProviderAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** A checkout that a shop opened. */
export interface Checkout {
  readonly id: string;
  readonly amount: number;
  readonly currency: string;
  readonly reference: string;
  readonly returnUrl: string;
  readonly brand: string;
  readonly color: string;
  paymentId?: string;
  /** Its card was declined, for good. */
  declined?: boolean;
  /** Minor units that may still be paid back. */
  left: number;
}

export interface SignedWebhook {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const parseObject = (text: string): Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
};
const textOf = (value: unknown) => (typeof value === "string" ? value : "");
const isAmount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0;

/**
 * A payment provider in memory, as strict as a real one: it refuses a wrong key, a repeated Idempotency-Key with another
 * body, an unknown route and refunds beyond what was paid. Amounts are integers in minor units.
 */
export function providerDouble(keys: { apiKey: string; webhookSecret: string }, url: string) {
  const checkouts = new Map<string, Checkout>();
  const answers = new Map<string, { body: string; answer: ProviderAnswer }>();
  let count = 0;
  const next = (prefix: string) => `${prefix}_${(count += 1)}`;

  function openCheckout(asked: Record<string, unknown>): ProviderAnswer {
    const { amount, currency } = asked;
    const returnUrl = textOf(asked["returnUrl"]);
    if (!isAmount(amount) || !/^[A-Z]{3}$/.test(textOf(currency)) || !URL.canParse(returnUrl)) {
      return { status: 422, body: { error: "amount, currency or returnUrl is not valid" } };
    }
    const branding = isRecord(asked["branding"]) ? asked["branding"] : {};
    const checkout: Checkout = {
      id: next("chk"),
      amount,
      currency: textOf(currency),
      reference: textOf(asked["reference"]),
      returnUrl,
      brand: textOf(branding["name"]),
      color: /^#[0-9A-Fa-f]{6}$/.test(textOf(branding["color"])) ? textOf(branding["color"]) : "#333333",
      left: amount,
    };
    checkouts.set(checkout.id, checkout);
    return { status: 201, body: { id: checkout.id, url: `${url}/pay/${checkout.id}` } };
  }

  function takePayment(asked: Record<string, unknown>): ProviderAnswer {
    const checkout = checkouts.get(textOf(asked["checkoutId"]));
    if (!checkout) return { status: 404, body: { error: "no such checkout" } };
    if (checkout.declined === true) return { status: 402, body: { error: "declined", reason: "card_declined" } };
    checkout.paymentId ??= next("pay");
    const { paymentId: id, amount, currency } = checkout;
    return { status: 200, body: { id, status: "succeeded", amount, currency } };
  }

  function refund(asked: Record<string, unknown>): ProviderAnswer {
    const { paymentId, amount } = asked;
    const checkout = [...checkouts.values()].find((one) => one.paymentId !== undefined && one.paymentId === paymentId);
    if (!checkout) return { status: 404, body: { error: "no such payment" } };
    if (!isAmount(amount) || amount > checkout.left) return { status: 422, body: { error: "amount too large" } };
    checkout.left -= amount;
    return { status: 200, body: { id: next("re"), status: "succeeded", amount } };
  }

  function route(path: string, asked: Record<string, unknown>): ProviderAnswer {
    if (path === "/v1/checkouts") return openCheckout(asked);
    if (path === "/v1/payments") return takePayment(asked);
    if (path === "/v1/refunds") return refund(asked);
    return { status: 404, body: { error: `the provider has no ${path}` } };
  }

  return {
    checkouts: () => [...checkouts.values()],
    checkout: (id: string) => checkouts.get(id),

    /** One call of its API. */
    answer(call: ProviderCall): ProviderAnswer {
      if (call.method !== "POST") return { status: 405, body: { error: "POST only" } };
      if (call.headers["authorization"] !== `Bearer ${keys.apiKey}`)
        return { status: 401, body: { error: "wrong key" } };
      const key = call.headers["idempotency-key"];
      if (key === undefined) return { status: 400, body: { error: "Idempotency-Key is missing" } };
      const known = answers.get(key);
      if (known) return known.body === call.body ? known.answer : { status: 409, body: { error: "key used before" } };
      const answer = route(call.path, parseObject(call.body));
      answers.set(key, { body: call.body, answer });
      return answer;
    },

    /** The shopper pays: the webhook that the provider now owes the shop. `at`: Unix seconds. */
    pay(id: string, at: number): SignedWebhook {
      takePayment({ checkoutId: id });
      const checkout = checkouts.get(id);
      if (!checkout?.paymentId) throw new Error(`There is no checkout ${id}.`);
      const { paymentId, reference, amount, currency } = checkout;
      const data = { paymentId, checkoutId: id, reference, amount, currency };
      return this.sign({ id: `evt_${paymentId}`, type: "payment.succeeded", data }, at);
    },

    /** The shopper's card is declined: the webhook that the provider now owes the shop. */
    decline(id: string, at: number): SignedWebhook {
      const checkout = checkouts.get(id);
      if (!checkout) throw new Error(`There is no checkout ${id}.`);
      checkout.declined = true;
      const data = { checkoutId: id, reference: checkout.reference, reason: "card_declined" };
      return this.sign({ id: `evt_declined_${id}`, type: "payment.failed", data }, at);
    },

    sign(event: unknown, at: number, secret: string = keys.webhookSecret): SignedWebhook {
      const body = JSON.stringify(event);
      const signature = createHmac("sha256", secret).update(`${at}.${body}`).digest("hex");
      return {
        body,
        headers: { "content-type": "application/json", "x-timestamp": String(at), "x-signature": signature },
      };
    },
  };
}

export type ProviderDouble = ReturnType<typeof providerDouble>;

/** The provider's own page, where people pay. */
export function renderPayPage({ id, amount, currency, brand, color }: Checkout): string {
  const escape = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);
  const money = `${(amount / 100).toFixed(2)} ${escape(currency)}`;
  return `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Provider double</title>
<style>body{font:16px/1.5 sans-serif;display:grid;place-items:center;min-height:90vh;margin:0;background:#f6f7f9}
form{background:#fff;border-top:6px solid ${color};border-radius:12px;padding:2.5rem;min-width:280px;box-shadow:0 8px 40px #0002;text-align:center}
button{font:inherit;font-weight:600;color:#fff;background:${color};border:0;border-radius:8px;padding:.8rem 2.4rem;cursor:pointer}
#decline{color:#555;background:none;padding:.8rem}</style>
<form method="post" action="/pay/${escape(id)}"><p>${escape(brand)}</p><h1>${money}</h1><button id="pay">Pay</button><br><button id="decline" formaction="/pay/${escape(id)}/decline">Decline</button><p><small>Double of the payment provider</small></p></form>`;
}
