import { ForgeError } from "@plugsmith/schemas";
import { getStatus } from "./api-request.ts";
import { asRecord, asText } from "./decode-value.ts";

/** What GitHub says of the hour's budget. Times in ms. */
export interface RateBudget {
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: number;
}

type Headers = Readonly<Record<string, unknown>>;

const numberOf = (headers: Headers, name: string): number | null => {
  const value = headers[name];
  const text = typeof value === "number" ? String(value) : asText(value);
  return /^[0-9]{1,12}$/u.test(text) ? Number(text) : null;
};

/** The budget that an answer's headers tell, or null. Only the core budget; search and others have their own. */
export function readRateBudget(headers: Headers): RateBudget | null {
  const limit = numberOf(headers, "x-ratelimit-limit");
  const remaining = numberOf(headers, "x-ratelimit-remaining");
  const reset = numberOf(headers, "x-ratelimit-reset");
  if (limit === null || remaining === null || reset === null) return null;
  if (asText(headers["x-ratelimit-resource"] ?? "core") !== "core") return null;
  return { limit, remaining, resetAt: reset * 1000 };
}

/** GitHub's advice where it names no time: at least a minute (docs: "Rate limits for the REST API"). */
const fallbackMs = 60_000;
const longestMs = 60 * 60 * 1000;

/** Until when (ms) GitHub wants to be left alone after this refusal; null: it refused for another reason. */
export function readWaitUntil(error: unknown, now: number): number | null {
  const status = getStatus(error);
  if (status !== 403 && status !== 429) return null;
  const headers = asRecord(asRecord(asRecord(error)["response"])["headers"]);
  const retryAfter = numberOf(headers, "retry-after");
  if (retryAfter !== null) return now + Math.min(Math.max(retryAfter, 1) * 1000, longestMs);
  const budget = readRateBudget(headers);
  if (budget?.remaining === 0) return Math.min(Math.max(budget.resetAt, now + 1000), now + longestMs);
  const message = error instanceof Error ? error.message : "";
  return status === 429 || /secondary rate limit|abuse detection/iu.test(message) ? now + fallbackMs : null;
}

/** GitHub is to be asked again at `retryAt` (ms) and not before. It has no HTTP status: nobody may take it for a "no". */
export function waitForGitHub(retryAt: number, cause?: unknown): ForgeError {
  return new ForgeError("rate_limited", {
    message: `GitHub asks to wait until ${new Date(retryAt).toISOString()}.`,
    hint: "Nothing needs to be done: the forge goes on by itself.",
    facts: { retryAt },
    cause,
  });
}
