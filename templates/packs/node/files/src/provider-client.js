import { randomUUID } from "node:crypto";
import { PaymentError } from "./payment-error.js";

const tries = 4;
const longestPauseMs = 5000;
const largestAnswer = 1024 * 1024;
const worthRepeating = new Set([429, 502, 503, 504]);

function pause(milliseconds, signal) {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    if (signal?.aborted) done();
    else signal?.addEventListener("abort", done, { once: true });
  });
}

/** Milliseconds before the next try: doubling, half of it random, or what the provider's Retry-After asks for. */
export function pauseBefore(attempt, base, retryAfter, random = Math.random) {
  const seconds = Number(retryAfter);
  if (retryAfter !== undefined && Number.isFinite(seconds) && seconds >= 0)
    return Math.min(seconds * 1000, longestPauseMs);
  return Math.min(base * 2 ** (attempt - 1) * (0.5 + random() / 2), longestPauseMs);
}

function headerOf(headers, name) {
  const entry = Object.entries(headers ?? {}).find(([key]) => key.toLowerCase() === name);
  return entry === undefined ? undefined : String(entry[1]);
}

function readAnswer(body) {
  if (typeof body !== "string" || body.length > largestAnswer) return undefined;
  try {
    const value = JSON.parse(body === "" ? "{}" : body);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Calls of the payment provider. `post` answers {status, answer} for 2xx, and for 402 (a declined payment is an answer,
 * not a failure). Outages (429, 502, 503, 504, network) are tried again with the same Idempotency-Key, four times in all.
 */
export function createProviderClient({ fetch, settings, say, signal }) {
  async function attempt(path, body, key) {
    try {
      return await fetch(`${settings.apiBase}${path}`, {
        method: "POST",
        headers: {
          accept: "application/json",
          authorization: `Bearer ${settings.apiKey}`,
          "content-type": "application/json",
          "idempotency-key": key,
        },
        body: JSON.stringify(body),
      });
    } catch (error) {
      if (error?.code === "permission_denied") throw error;
      return { status: 0, headers: {}, body: "" };
    }
  }

  return {
    async post(path, body, idempotencyKey = randomUUID()) {
      if (settings.apiBase === "" || settings.apiKey === "")
        throw new PaymentError("config_invalid", say("config_invalid"));
      for (let count = 1; ; count += 1) {
        const { status, headers, body: text } = await attempt(path, body, idempotencyKey);
        if ((status === 0 || worthRepeating.has(status)) && count < tries && !signal?.aborted) {
          await pause(pauseBefore(count, settings.retryBaseMs, headerOf(headers, "retry-after")), signal);
          continue;
        }
        if (status === 0 || status === 429 || status >= 500)
          throw new PaymentError("provider_unreachable", say("provider_unreachable"), { status });
        const answer = readAnswer(text);
        if (status === 402) return { status, answer: answer ?? {} };
        if (status < 200 || status > 299)
          throw new PaymentError("provider_refused", say("provider_refused"), { status });
        if (answer === undefined)
          throw new PaymentError("provider_answer_invalid", say("provider_answer_invalid"), { status });
        return { status, answer };
      }
    },
  };
}
