import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createWriteWindow } from "./write-window.ts";

describe("the write window", () => {
  it("holds no minute with more writes than allowed, and never waits without need", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.array(fc.nat(30_000), { maxLength: 60 }), (limit, gaps) => {
        const window = createWriteWindow(limit);
        const times: number[] = [];
        let now = 0;
        for (const gap of gaps) {
          now += gap;
          const wait = window.take(now);
          const before = times.at(-limit);
          if (wait > 0) expect(before).toBeGreaterThan(now - 60_000);
          now += wait;
          if (before !== undefined) expect(now - before).toBeGreaterThanOrEqual(60_000);
          times.push(now);
        }
      }),
    );
  });
});
