import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideRetryPause } from "./decide-retry-pause.ts";

const backoff = { firstMs: 1_000, maxMs: 60_000 };

describe("decideRetryPause", () => {
  it("doubles after each failed try until the most is reached", () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8].map((attempts) => decideRetryPause(backoff, attempts, 0))).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000,
    ]);
  });

  it("takes off at most a half, and chance decides how much", () => {
    expect(decideRetryPause(backoff, 1, 1)).toBe(500);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempts, chance) => {
          const pause = decideRetryPause(backoff, attempts, chance);
          expect(pause).toBeGreaterThanOrEqual(500);
          expect(pause).toBeLessThanOrEqual(60_000);
        },
      ),
    );
  });
});
