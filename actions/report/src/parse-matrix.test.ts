import { expect, it } from "vitest";
import { parseMatrix } from "./parse-matrix.ts";

it("reads pairs of versions, and none from an empty text", () => {
  expect(parseMatrix('[{"wordpress": "6.5", "php": "8.3", "note": "x"}]')).toEqual([{ wordpress: "6.5", php: "8.3" }]);
  expect(parseMatrix(" ")).toEqual([]);
});

it.each([
  ["no JSON", "6.5"],
  ["no list", '{"wordpress": "6.5", "php": "8.3"}'],
  ["numbers, which would lose the zero of 8.10", '[{"wordpress": 6.5, "php": 8.3}]'],
  ["a way out of the folder", '[{"wordpress": "../../x", "php": "8.3"}]'],
  ["half a pair", '[{"wordpress": "6.5"}]'],
  ["nothing in the list", "[null]"],
  [
    "more pairs than a run should start",
    JSON.stringify(Array.from({ length: 71 }, () => ({ wordpress: "6.5", php: "8.3" }))),
  ],
])("refuses %s and says how it is written", (_what, text) => {
  expect(() => parseMatrix(text)).toThrow("PLUGSMITH_MATRIX");
});
