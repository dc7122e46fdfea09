import fc from "fast-check";
import { expect, it } from "vitest";
import { asArray, asId, asRecord, asText, asTextOrNull } from "./decode-value.ts";

it("keeps what has the type that is asked for", () => {
  const [record, list] = [{ a: 1 }, [1, "b"]];
  expect(asRecord(record)).toBe(record);
  expect(asArray(list)).toBe(list);
  expect([asText("a"), asTextOrNull("")]).toEqual(["a", ""]);
});

it.each([
  [1, 1],
  [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  [0, 0],
  [-1, 0],
  [1.5, 0],
  [2 ** 53, 0],
  [Number.NaN, 0],
  [Number.POSITIVE_INFINITY, 0],
  ["1", 0],
  [null, 0],
  [1n, 0],
])("reads %s as the number %s", (value, id) => {
  expect(asId(value)).toBe(id);
});

it("answers anything else with an empty value, never an error", () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      const isRecord = typeof value === "object" && value !== null && !Array.isArray(value);
      expect(asRecord(value)).toEqual(isRecord ? value : {});
      expect(asArray(value)).toEqual(Array.isArray(value) ? value : []);
      expect(asText(value)).toBe(typeof value === "string" ? value : "");
      expect(asTextOrNull(value)).toBe(typeof value === "string" ? value : null);
      expect(asId(value)).toBeGreaterThanOrEqual(0);
    }),
  );
});
