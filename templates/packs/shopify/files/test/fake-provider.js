export const apiKey = "sk_live_4242424242424242";
export const webhookSecret = "whsec_0123456789";

const json = (status, value) => ({ status, headers: { "content-type": "application/json" }, body: JSON.stringify(value) });

/**
 * A strict double of the payment provider. It keeps every request, answers a repeated Idempotency-Key with its first
 * answer, refuses a wrong key, an unknown route, and refunds beyond what is left. `outages` come before the real answers.
 */
export function createFakeProvider() {
  const requests = [];
  const outages = [];
  const answers = new Map();
  const left = new Map();
  const amounts = new Map();

  function make(path, body) {
    const number = answers.size + 1;
    if (path === "/v1/checkouts") {
      amounts.set(`chk_${number}`, body.amount);
      return json(201, { id: `chk_${number}`, url: `https://provider.test/pay/${number}`, card: "4242424242424242" });
    }
    if (path === "/v1/payments") {
      const amount = amounts.get(body.checkoutId);
      left.set(`pay_${number}`, amount);
      return json(200, { id: `pay_${number}`, status: "succeeded", amount, card: "4242424242424242" });
    }
    if (path === "/v1/refunds") {
      const rest = left.get(body.paymentId) ?? 0;
      if (body.amount > rest) return json(422, { error: { code: "amount_too_large", message: "card 4242424242424242" } });
      left.set(body.paymentId, rest - body.amount);
      return json(200, { id: `re_${number}`, amount: body.amount });
    }
    throw new Error(`the provider has no ${path}`);
  }

  return {
    requests,
    outages,
    async answer(url, { headers, body }) {
      const { pathname } = new URL(url);
      requests.push({ path: pathname, headers, body: JSON.parse(body) });
      const outage = outages.shift();
      if (outage === 0) throw new Error("socket hang up");
      if (outage === 402) return json(402, { id: "pay_0", reason: "card_declined", card: "4000000000000002" });
      if (outage === 202) return json(202, { id: "pay_1", status: "pending" });
      if (outage !== undefined) return json(outage, { error: "card 4242424242424242" });
      if (headers.authorization !== `Bearer ${apiKey}`) return json(401, {});
      const key = headers["idempotency-key"];
      if (!answers.has(key)) answers.set(key, make(pathname, JSON.parse(body)));
      return answers.get(key);
    },
  };
}
