/** @import { Fetch } from "./types.js" */
import { readObject } from "./answers.js";
import { callWithRetry } from "./call-with-retry.js";
import { PaymentError } from "./payment-error.js";

const largestAnswer = 1024 * 1024;

/**
 * Calls of the payment provider. `post` answers {status, answer} for 2xx, and for 402 (a declined payment is an answer,
 * not a failure); everything else is a PaymentError. All tries of a call have the same Idempotency-Key.
 * @param {{fetch: Fetch, base: string, apiKey: string, retryBaseMs: number}} options
 */
export function createProviderClient({ fetch, base, apiKey, retryBaseMs }) {
  return {
    /**
     * @param {string} path
     * @param {object} body
     * @param {string} idempotencyKey
     * @returns {Promise<{status: number, answer: Record<string, unknown>}>}
     */
    async post(path, body, idempotencyKey) {
      const headers = {
        accept: "application/json",
        authorization: `Bearer ${apiKey}`,
        "content-type": "application/json",
        "idempotency-key": idempotencyKey,
      };
      const request = { method: "POST", headers, body: JSON.stringify(body) };
      const { status, body: text } = await callWithRetry(() => fetch(`${base}${path}`, request), retryBaseMs);
      if (status === 0 || status === 429 || status >= 500)
        throw new PaymentError("provider_unreachable", "The payment provider cannot be reached.", { status });
      const answer = text.length > largestAnswer ? undefined : readObject(text === "" ? "{}" : text);
      if (status === 402) return { status, answer: answer ?? {} };
      if (status < 200 || status > 299)
        throw new PaymentError("provider_refused", "The payment provider refused the call.", { status });
      if (answer === undefined)
        throw new PaymentError("provider_answer_invalid", "The payment provider's answer makes no sense.", { status });
      return { status, answer };
    },
  };
}

/** @type {(value: unknown) => string | undefined} */
export const readIdentifier = (value) =>
  typeof value === "string" && /^[A-Za-z0-9_.:-]{1,128}$/.test(value) ? value : undefined;

/** A plain word; a card number or a key could hide in anything else. @type {(value: unknown) => string | undefined} */
export const readReason = (value) => (typeof value === "string" && /^[a-z][a-z_]{0,59}$/.test(value) ? value : undefined);

/** The provider's id in an answer. @type {(answer: Record<string, unknown>) => string} */
export function needIdentifier(answer) {
  const id = readIdentifier(answer["id"]);
  if (id === undefined) throw new PaymentError("provider_answer_invalid", "The payment provider's answer has no id.");
  return id;
}
