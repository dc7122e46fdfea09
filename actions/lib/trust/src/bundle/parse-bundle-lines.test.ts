import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseBundleLines } from "./parse-bundle-lines.ts";

const refused = (words: string) =>
  expect.objectContaining({
    code: "bundle_invalid",
    message: `The signature bundle cannot be read: ${words}.`,
  });

describe("parseBundleLines", () => {
  it("reads back up to 16 values as they were written, one a line", () => {
    const values = fc.array(fc.jsonValue({ maxDepth: 2 }), { minLength: 1, maxLength: 16 });
    fc.assert(
      fc.property(values, fc.constantFrom("\n", "\r\n", "\n\n", "\n \t\n"), (given, end) => {
        const texts = given.map((value) => JSON.stringify(value));
        expect(parseBundleLines(texts.map((text) => text + end).join(""))).toEqual(
          texts.map((text): unknown => JSON.parse(text)),
        );
      }),
    );
  });

  it.each([
    ["an empty file", "", "it is empty"],
    ["a file of blank lines", "\n \r\n\t\n", "it is empty"],
    ["a line too many", "{}\n".repeat(17), "it has more than 16 lines"],
    ["a value on two lines", '{}\n{"a":\n1}', "line 2 is not JSON"],
    ["two values on one line", "{}{}", "line 1 is not JSON"],
    ["a mark in front of the text", "\ufeff{}", "line 1 is not JSON"],
  ])("refuses %s", (_, text, words) => {
    expect(() => parseBundleLines(text)).toThrow(refused(words));
  });

  it("counts bytes, not characters, up to 4 MiB", () => {
    const most = `"${"é".repeat(2 ** 21 - 1)}"`;
    expect(parseBundleLines(most)).toHaveLength(1);
    expect(() => parseBundleLines(`${most} `)).toThrow(refused("it is larger than 4 MiB"));
  });
});
