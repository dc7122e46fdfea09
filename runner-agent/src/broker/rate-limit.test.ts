import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRateLimit } from "./rate-limit.ts";

describe("createRateLimit", () => {
  it("lets a burst through, then as many as time refills, and counts the rest once", () => {
    let now = 0;
    const limit = createRateLimit(() => now, 10, 3);
    const takes = (count: number) => Array.from({ length: count }, () => limit.take());
    expect(takes(5)).toEqual([true, true, true, false, false]);
    now = 100;
    expect(takes(2)).toEqual([true, false]);
    expect(limit.refused()).toBe(3);
    expect(limit.refused()).toBe(0);
    now = 1_000_000;
    expect(takes(4)).toEqual([true, true, true, false]);
  });

  it("goes on at once when the clock is set back", () => {
    let now = 3_600_000;
    const limit = createRateLimit(() => now, 10, 3);
    expect(limit.take()).toBe(true);
    now = 0;
    expect([limit.take(), limit.take(), limit.take()]).toEqual([true, true, false]);
    now = 100;
    expect(limit.take()).toBe(true);
  });

  it("never lets more through than burst plus refill, however the tries are spread", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(500), { maxLength: 200 }), (steps) => {
        let now = 0;
        const limit = createRateLimit(() => now, 20, 5);
        let passed = 0;
        for (const step of steps) {
          now += step;
          if (limit.take()) passed += 1;
        }
        expect(passed).toBeLessThanOrEqual(5 + (now / 1000) * 20 + 1e-6);
      }),
    );
  });
});
