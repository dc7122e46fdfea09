export interface Backoff {
  readonly firstMs: number;
  readonly maxMs: number;
}

/**
 * Pause before the next try, ms: doubled after each failed try up to the most, of which up to a half is taken off, so that
 * jobs that failed together do not come back together. `attempts`: failed tries so far, from 1; `chance`: 0 to 1.
 */
export function decideRetryPause({ firstMs, maxMs }: Backoff, attempts: number, chance: number): number {
  const full = Math.min(maxMs, firstMs * 2 ** Math.min(attempts - 1, 40));
  return Math.round(full * (1 - chance / 2));
}
