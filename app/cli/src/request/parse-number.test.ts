import fc from "fast-check";
import { expect, it } from "vitest";
import { parseNumber } from "./parse-number.ts";

const wrong = expect.objectContaining({ code: "wrong_usage" });

it("reads every number that GitHub may have given, with its mark or without", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999_999 }), fc.constantFrom("", "#"), (number, mark) => {
      expect(parseNumber(`${mark}${number}`)).toBe(number);
    }),
  );
});

it.each([
  undefined,
  null,
  "",
  "#",
  "0",
  "#0",
  "012",
  "-1",
  "+1",
  "1.0",
  "1e3",
  " 12",
  "12\n",
  "##1",
  "١",
  "1000000000",
])("refuses %j, and says how it is used", (text) => {
  expect(() => parseNumber(text)).toThrow(wrong);
});
