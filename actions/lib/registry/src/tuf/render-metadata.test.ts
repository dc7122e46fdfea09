import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderMetadata } from "./render-metadata.ts";

describe("renderMetadata", () => {
  it("gives the same bytes whatever the order of the keys, and keeps the order of lists", () => {
    expect(renderMetadata({ b: [2, 1], a: { d: 1, c: 2 } })).toBe(renderMetadata({ a: { c: 2, d: 1 }, b: [2, 1] }));
    expect(renderMetadata([2, 1])).not.toBe(renderMetadata([1, 2]));
  });

  it("loses nothing", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(renderMetadata(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
