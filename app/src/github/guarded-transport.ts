import { createAnswerCache } from "./answer-cache.ts";
import { type ApiRequest, getStatus } from "./api-request.ts";
import { asRecord, asText } from "./decode-value.ts";
import { type RateBudget, readRateBudget, readWaitUntil, waitForGitHub } from "./read-rate-headers.ts";
import { createWriteWindow } from "./write-window.ts";

export interface GuardOptions {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Writes in any minute for one owner; null: as many as come. */
  readonly writesPerMinute: number | null;
}

/** Respect for GitHub on the way to one owner's repositories. */
export interface Guard {
  wrap(request: ApiRequest): ApiRequest;
  /** Until when (ms) only what is necessary is to be asked, because the hour's budget is nearly used up; null: it is not. */
  lowUntil(): number | null;
}

/** Below this part of the hour's budget only status comments are written, so that people are told and not left alone. */
const lowPart = 0.05;
const cacheLimits = { entries: 1000, characters: 16 * 1024 * 1024 };

/**
 * Asks conditionally what was asked before (an unchanged answer costs no budget), spaces writes, and asks nothing while
 * GitHub wants to be left alone. @throws ForgeError `rate_limited` with `facts.retryAt` in ms.
 */
export function createGuard({ now, sleep, writesPerMinute }: GuardOptions): Guard {
  const cache = createAnswerCache(cacheLimits);
  const window = writesPerMinute === null ? null : createWriteWindow(writesPerMinute);
  let budget: RateBudget | null = null;
  let waitUntil = 0;

  function note(headers: unknown): void {
    budget = readRateBudget(asRecord(headers)) ?? budget;
  }

  async function ask(request: ApiRequest, route: string, parameters: Record<string, unknown>) {
    if (now() < waitUntil) throw waitForGitHub(waitUntil);
    try {
      const answer = await request(route, parameters);
      note(answer.headers);
      return answer;
    } catch (error) {
      note(asRecord(asRecord(error)["response"])["headers"]);
      const until = readWaitUntil(error, now());
      if (until === null) throw error;
      waitUntil = Math.max(waitUntil, until);
      throw waitForGitHub(waitUntil, error);
    }
  }

  async function read(request: ApiRequest, route: string, parameters: Record<string, unknown>) {
    const key = `${route} ${JSON.stringify(parameters)}`;
    const known = cache.get(key);
    if (!known) {
      const answer = await ask(request, route, parameters);
      remember(key, answer);
      return answer;
    }
    try {
      const answer = await ask(request, route, { ...parameters, headers: { "if-none-match": known.etag } });
      remember(key, answer);
      return answer;
    } catch (error) {
      if (getStatus(error) === 304) return { status: 200, data: known.data };
      throw error;
    }
  }

  function remember(key: string, { data, headers }: Awaited<ReturnType<ApiRequest>>): void {
    const etag = asText(asRecord(headers)["etag"]);
    if (etag === "" || data instanceof ArrayBuffer || ArrayBuffer.isView(data)) return;
    cache.set(key, { etag, data, size: (JSON.stringify(data) ?? "").length });
  }

  return {
    wrap:
      (request) =>
      async (route, parameters = {}) => {
        if (route.startsWith("GET ")) return read(request, route, parameters);
        const wait = now() < waitUntil ? 0 : (window?.take(now()) ?? 0);
        if (wait > 0) await sleep(wait);
        return ask(request, route, parameters);
      },
    lowUntil() {
      if (!budget || budget.resetAt <= now()) return null;
      return budget.remaining < budget.limit * lowPart ? budget.resetAt : null;
    },
  };
}

/** One guard for each owner: an installation has one budget for all repositories of its owner. */
export function createOwnerGuards(options: GuardOptions): (owner: string) => Guard {
  const guards = new Map<string, Guard>();
  return (owner) => {
    const key = owner.toLowerCase();
    const guard = guards.get(key) ?? createGuard(options);
    guards.set(key, guard);
    return guard;
  };
}
