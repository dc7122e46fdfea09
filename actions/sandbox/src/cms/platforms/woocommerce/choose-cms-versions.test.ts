import { describe, expect, it } from "vitest";
import { chooseCmsVersions, phpSeries, wordpressSeries } from "./choose-cms-versions.ts";

describe("chooseCmsVersions", () => {
  it("takes the newest WordPress and the driver's PHP when nothing is asked", () => {
    expect(chooseCmsVersions("", "")).toEqual({ wordpress: wordpressSeries.at(-1), php: undefined });
  });

  it("takes every pair of the matrix", () => {
    for (const wordpress of wordpressSeries)
      for (const php of phpSeries) expect(chooseCmsVersions(wordpress, php)).toEqual({ wordpress, php });
  });

  it.each([
    ["6.6", "", 'no WordPress "6.6"', "6.2, 6.3, 6.4, 6.5"],
    ["6.5.5", "", 'no WordPress "6.5.5"', "6.5"],
    ["", "5.6", 'no PHP "5.6"', "7.4"],
    ["", "8.2; rm", 'no PHP "8.2; rm"', "7.4"],
  ])("refuses WordPress %j with PHP %j, and says what there is", (wordpress, php, message, hint) => {
    expect(() => chooseCmsVersions(wordpress, php)).toThrow(
      expect.objectContaining({
        code: "input_invalid",
        message: expect.stringContaining(message),
        hint: expect.stringContaining(hint),
      }),
    );
  });
});
