/** @import { Answer } from "./types.js" */

const tries = 4;
const longestPauseMs = 5000;
const worthRepeating = new Set([0, 429, 502, 503, 504]);

/** @type {(milliseconds: number) => Promise<void>} */
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Milliseconds before the next try: doubling, half of it random, or what Retry-After asks for.
 * @param {number} attempt
 * @param {number} base
 * @param {string | undefined} retryAfter
 */
export function pauseBefore(attempt, base, retryAfter, random = Math.random) {
  if (retryAfter !== undefined && /^\d{1,6}$/.test(retryAfter)) return Math.min(Number(retryAfter) * 1000, longestPauseMs);
  return Math.min(base * 2 ** (attempt - 1) * (0.5 + random() / 2), longestPauseMs);
}

/**
 * Makes a call again, four times in all, while the other side is away (429, 502, 503, 504, no answer).
 * @param {() => Promise<Answer>} call
 * @param {number} baseMs
 * @returns {Promise<Answer>} The first other answer, or the last one.
 */
export async function callWithRetry(call, baseMs) {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await call().catch((error) => {
      if (error?.code === "permission_denied") throw error;
      return { status: 0, headers: {}, body: "" };
    });
    if (!worthRepeating.has(answer.status) || attempt === tries) return answer;
    const retryAfter = Object.entries(answer.headers).find(([name]) => name.toLowerCase() === "retry-after")?.[1];
    await pause(pauseBefore(attempt, baseMs, retryAfter));
  }
}
