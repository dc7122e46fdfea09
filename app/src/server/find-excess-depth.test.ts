import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findExcessDepth } from "./find-excess-depth.ts";

const depthOf = (value: unknown): number =>
  typeof value === "object" && value !== null
    ? 1 + Math.max(0, ...Object.values(value as Record<string, unknown>).map(depthOf))
    : 0;

describe("findExcessDepth", () => {
  it("finds exactly the texts whose value is deeper", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 9 }), fc.integer({ min: 0, max: 9 }), (value, limit) => {
        expect(findExcessDepth(Buffer.from(JSON.stringify(value)), limit)).toBe(depthOf(value) > limit);
      }),
      { numRuns: 500 },
    );
  });

  it("does not count brackets inside strings, whatever is escaped there", () => {
    expect(findExcessDepth(Buffer.from(JSON.stringify({ a: `${'\\"[[[['}\\` })), 1)).toBe(false);
  });
});
