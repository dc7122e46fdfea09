export interface RateLimit {
  /** True when one more may pass now. */
  take(): boolean;
  /** How many were refused since the last time this was asked. */
  refused(): number;
}

/** A bucket of `burst` that fills again at `perSecond`. */
export function createRateLimit(now: () => number, perSecond: number, burst: number): RateLimit {
  let tokens = burst;
  let last = now();
  let refused = 0;
  return {
    take() {
      const at = now();
      // A clock that is set back must not silence anybody for as long as it went.
      tokens = Math.min(burst, tokens + (Math.max(0, at - last) / 1000) * perSecond);
      last = at;
      if (tokens >= 1) {
        tokens -= 1;
        return true;
      }
      refused += 1;
      return false;
    },
    refused() {
      const count = refused;
      refused = 0;
      return count;
    },
  };
}
