import { describe, expect, it } from "vitest";
import { boundedExpressions } from "./bounded-expressions.ts";
import { judgeExpression, judgeExpressions } from "./judge-expressions.ts";
import { listExpressions, parseExpressions } from "./list-expressions.ts";

const minutes = 60_000;

describe("regular expressions of shipped code and schemas", () => {
  it(
    "are linear, or polynomial on text whose length something else limits",
    async () => {
      const expressions = listExpressions();
      expect(expressions.filter((one) => one.file.endsWith(".ts")).length).toBeGreaterThan(150);
      expect(expressions.filter((one) => one.file.endsWith(".json")).length).toBeGreaterThan(15);
      const verdicts = await judgeExpressions(expressions.filter((one) => one.flags !== "dynamic"));
      const bad = [...verdicts].filter(([key, verdict]) => verdict !== "safe" && !(key in boundedExpressions));
      expect(bad).toEqual([]);
      const worse = Object.keys(boundedExpressions).filter(
        (key) => !/^(2nd|3rd) degree/u.test(verdicts.get(key) ?? ""),
      );
      expect(worse, "no longer there, or worse than said").toEqual([]);
    },
    10 * minutes,
  );

  it("are never made at run time, where no tool can judge them", () => {
    expect(listExpressions().filter((one) => one.flags === "dynamic")).toEqual([]);
    expect(parseExpressions("const a = new RegExp(b);", "a.ts")).toHaveLength(1);
  });

  it("would be caught if they were like the known bad ones", async () => {
    expect(await judgeExpression({ source: "^([a-z0-9]+-?)*$", flags: "" })).toBe("exponential");
    expect(await judgeExpression({ source: "\\s+$", flags: "u" })).toBe("2nd degree polynomial");
    expect(await judgeExpression({ source: "^[a-z]+$", flags: "u" })).toBe("safe");
  });

  it("are found wherever a program may write them", () => {
    const text = 'const a = /a+b/giu; export const f = (x: string) => x.replace(/[/"]c/u, "/not/");';
    expect(parseExpressions(text, "a.ts").map((one) => one.source)).toEqual(["a+b", '[/"]c']);
  });
});
