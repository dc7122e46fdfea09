/** @import { Fetch, ShopSession, Store } from "./types.js" */
import { readObject } from "./answers.js";
import { apiVersion } from "./api-version.js";
import { callWithRetry } from "./call-with-retry.js";
import { PaymentError } from "./payment-error.js";

const redirectOf = "nextAction { action context { ... on PaymentSessionActionsRedirect { redirectUrl } } }";

/** Every mutation this app sends. Each may be sent again: Shopify ignores a repeated resolve or reject. */
export const mutations = Object.freeze({
  paymentsAppConfigure: `mutation Configure($externalHandle: String, $ready: Boolean!) {
    paymentsAppConfigure(externalHandle: $externalHandle, ready: $ready) { userErrors { field message } }
  }`,
  paymentSessionResolve: `mutation Resolve($id: ID!) {
    paymentSessionResolve(id: $id) { paymentSession { id ${redirectOf} } userErrors { field message } }
  }`,
  paymentSessionReject: `mutation Reject($id: ID!, $reason: PaymentSessionRejectionReasonInput!) {
    paymentSessionReject(id: $id, reason: $reason) { paymentSession { id ${redirectOf} } userErrors { field message } }
  }`,
  paymentSessionPending: `mutation Pending($id: ID!, $pendingExpiresAt: DateTime!, $reason: PaymentSessionStatePendingReason!) {
    paymentSessionPending(id: $id, pendingExpiresAt: $pendingExpiresAt, reason: $reason) {
      paymentSession { id ${redirectOf} } userErrors { field message }
    }
  }`,
  refundSessionResolve: `mutation ResolveRefund($id: ID!) {
    refundSessionResolve(id: $id) { refundSession { id } userErrors { field message } }
  }`,
  refundSessionReject: `mutation RejectRefund($id: ID!, $reason: RefundSessionRejectionReasonInput!) {
    refundSessionReject(id: $id, reason: $reason) { refundSession { id } userErrors { field message } }
  }`,
});

/**
 * Tells Shopify how payments and refunds ended.
 * @param {{fetch: Fetch, store: Store, retryBaseMs: number}} options
 */
export function createPaymentsApi({ fetch, store, retryBaseMs }) {
  /**
   * @param {string} shop
   * @param {keyof typeof mutations} name
   * @param {Record<string, unknown>} variables
   * @returns {Promise<Record<string, any>>} What the mutation answered, without user errors.
   */
  async function send(shop, name, variables) {
    const session = /** @type {ShopSession | undefined} */ (await store.get("session", shop));
    if (session === undefined) throw new PaymentError("config_invalid", "The app is not installed in this shop.");
    const request = {
      method: "POST",
      headers: { "content-type": "application/json", "x-shopify-access-token": session.accessToken },
      body: JSON.stringify({ query: mutations[name], variables }),
    };
    const url = `https://${shop}/payments_apps/api/${apiVersion}/graphql.json`;
    const { status, body } = await callWithRetry(() => fetch(url, request), retryBaseMs);
    const answer = /** @type {any} */ (readObject(body))?.data?.[name];
    if (status !== 200 || typeof answer !== "object" || answer === null)
      throw new PaymentError("platform_unreachable", `Shopify did not take ${name}.`, { status });
    if (!Array.isArray(answer.userErrors) || answer.userErrors.length > 0)
      throw new PaymentError("platform_refused", `Shopify refused ${name}.`);
    return answer;
  }

  /** @type {(answer: Record<string, any>) => string | undefined} */
  const nextOf = (answer) => {
    const url = answer["paymentSession"]?.nextAction?.context?.redirectUrl;
    return typeof url === "string" && url.startsWith("https://") ? url : undefined;
  };

  return {
    /** @param {string} shop @param {boolean} ready */
    configure: async (shop, ready) => void (await send(shop, "paymentsAppConfigure", { externalHandle: shop, ready })),
    /** @param {string} shop @param {string} id */
    resolvePayment: async (shop, id) => nextOf(await send(shop, "paymentSessionResolve", { id })),
    /** @param {string} shop @param {string} id */
    rejectPayment: async (shop, id) =>
      nextOf(await send(shop, "paymentSessionReject", { id, reason: { code: "PROCESSING_ERROR" } })),
    /** @param {string} shop @param {string} id @param {number} until Milliseconds. */
    pendPayment: async (shop, id, until) =>
      nextOf(
        await send(shop, "paymentSessionPending", {
          id,
          pendingExpiresAt: new Date(until).toISOString(),
          reason: "PARTNER_ACTION_REQUIRED",
        }),
      ),
    /** @param {string} shop @param {string} id */
    resolveRefund: async (shop, id) => void (await send(shop, "refundSessionResolve", { id })),
    /** @param {string} shop @param {string} id */
    rejectRefund: async (shop, id) =>
      void (await send(shop, "refundSessionReject", { id, reason: { code: "PROCESSING_ERROR" } })),
  };
}
