import { describe, expect, it } from "vitest";
import { parseCallArguments } from "./parse-call-arguments.ts";

describe("parseCallArguments", () => {
  it("reads words, numbers, truth and quoted text", () => {
    expect(parseCallArguments(["channel=2", "on=true", "name=main board", 'code="007"', "empty="])).toEqual({
      channel: 2,
      on: true,
      name: "main board",
      code: "007",
      empty: "",
    });
  });

  it("reads one JSON object, and nothing at all", () => {
    expect(parseCallArguments(['{"a": {"b": [1]}}'])).toEqual({ a: { b: [1] } });
    expect(parseCallArguments([])).toEqual({});
  });

  it("keeps further equal signs in the value", () => {
    expect(parseCallArguments(["query=a=b"])).toEqual({ query: "a=b" });
  });

  it.each([[["word"]], [["=x"]], [["{broken"]], [["a=1", "a=2"]]])("refuses %j", (words) => {
    expect(() => parseCallArguments(words)).toThrow(expect.objectContaining({ code: "wrong_usage" }));
  });
});
