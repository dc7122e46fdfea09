/** @import { AppRequest, AppResponse, Payment, Ports } from "./types.js" */
import { empty, json, readObject } from "./answers.js";
import { readMinorUnits } from "./money.js";
import { PaymentError } from "./payment-error.js";
import { paymentKey } from "./payment-sessions.js";
import { createPaymentsApi } from "./payments-api.js";
import { needIdentifier } from "./provider-client.js";

/** @typedef {ReturnType<typeof import("./payment-sessions.js").createPaymentSessions>} PaymentSessions */

/**
 * Refunds, partial and full: Shopify asks, the provider pays back, the outcome goes back to Shopify.
 * @param {Ports} ports
 * @param {PaymentSessions} payments
 */
export function createRefundSessions(ports, payments) {
  const { store, settings, fetch, emit } = ports;
  const api = createPaymentsApi({ fetch, store, retryBaseMs: settings.retryBaseMs });

  return {
    /** `POST /payments/refund`, from Shopify. @param {AppRequest} request @returns {Promise<AppResponse>} */
    async open(request) {
      const shop = ports.shopify.readShop(request.headers["shopify-shop-domain"] ?? "");
      const asked = /** @type {any} */ (readObject(request.body));
      if (shop === null || asked === undefined) return empty(400);
      const amount = readMinorUnits(asked.amount, asked.currency);
      const named = /^[A-Za-z0-9_-]{1,120}$/.test(asked.id ?? "") && typeof asked.gid === "string";
      if (!named || amount === undefined || typeof asked.payment_id !== "string") return empty(400);
      if ((await store.get("refund", `${shop} ${asked.id}`)) !== undefined) return json(201, {});
      const payment = /** @type {Payment | undefined} */ (await store.get("payment", paymentKey(shop, asked.payment_id)));
      const provider = await payments.providerOf(shop);
      if (payment?.paymentId === undefined || payment.currency !== asked.currency || provider === null) {
        await api.rejectRefund(shop, asked.gid);
        return json(201, {});
      }
      try {
        const body = { paymentId: payment.paymentId, amount };
        const { status, answer } = await provider.post("/v1/refunds", body, `refund-${asked.id}`);
        if (status === 402) throw new PaymentError("provider_refused", "The payment provider refused the refund.");
        const refundId = needIdentifier(answer);
        await api.resolveRefund(shop, asked.gid);
        await store.set("refund", `${shop} ${asked.id}`, { refundId });
        await emit("refund.issued", { refundId, paymentId: payment.paymentId, amount, currency: asked.currency });
      } catch (error) {
        // When the provider is away Shopify asks again; a refusal is final.
        if (!(error instanceof PaymentError) || error.code !== "provider_refused") throw error;
        await api.rejectRefund(shop, asked.gid);
      }
      return json(201, {});
    },
  };
}
