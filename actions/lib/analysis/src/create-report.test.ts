import { describe, expect, it } from "vitest";
import { createReport } from "./create-report.ts";

describe("the report of a file", () => {
  it("has one finding a rule and line, and no more than twenty of a rule", () => {
    const report = createReport("a.php", "php");
    for (let line = 30; line > 0; line -= 1) report.add("eval", line, "x");
    report.add("eval", 30, "y");
    expect(report.list()).toHaveLength(20);
    expect(report.list()[0]).toMatchObject({ line: 11, message: "x.", severity: "error" });
  });

  it("says the way of a value in plain letters, each place once", () => {
    const report = createReport("b.php", "php");
    const places = [1, 1, 2].map((line) => ({ path: "ä.php", line }));
    report.add("eval-hidden", 40, "eval runs it", "q\u202e", places);
    report.add("eval", 2, "eval", undefined, [{ path: "b.php", line: 2 }]);
    expect(report.list().map(({ message }) => message)).toEqual([
      "eval.",
      "eval runs it (its way: ·.php:1 → ·.php:2 → b.php:40): q·",
    ]);
  });

  it("forgets what came after it was told to keep, and makes a finding of what breaks", () => {
    const report = createReport("a.js", "javascript");
    report.add("minified", 1, "x");
    report.keep();
    expect(
      report.guard(() => {
        throw new RangeError("stack");
      }),
    ).toBeUndefined();
    expect(report.list().map(({ rule }) => rule)).toEqual(["not-read", "minified"]);
    report.forget();
    expect(report.list().map(({ rule }) => rule)).toEqual(["minified"]);
  });
});
