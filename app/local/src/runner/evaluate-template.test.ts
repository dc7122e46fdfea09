import { describe, expect, it } from "vitest";
import { allGood, evaluateCondition, evaluateExpression, evaluateTexts } from "./evaluate-template.ts";
import type { Template } from "./template.ts";

const written = (value: string): Template => ({ kind: "value", value });
const failed = { success: false, failure: true, cancelled: false };

describe("expressions", () => {
  it("are evaluated by GitHub's engine over the contexts", () => {
    expect(
      evaluateExpression("format('{0}-{1}', inputs.name, github.event.number)", {
        inputs: { name: "a" },
        github: { event: { number: 7 } },
      }),
    ).toBe("a-7");
    expect(evaluateExpression("github.missing", {})).toBeNull();
    expect(() => evaluateExpression("nonsense.x", {})).toThrow("nonsense");
  });

  it("in a map of texts become what GitHub writes", () => {
    const template: Template = {
      kind: "map",
      entries: [
        [written("a"), { kind: "expression", expression: "true" }],
        [written("b"), { kind: "expression", expression: "null" }],
        [written("c"), { kind: "value", value: 3 }],
      ],
    };
    expect(evaluateTexts(template, {})).toEqual({ a: "true", b: "", c: "3" });
  });
});

describe("a condition", () => {
  it.each([
    ["", false],
    ["true", false],
    ["inputs.x == 'y'", false],
    ["always()", true],
    ["failure()", true],
    ["!cancelled()", true],
    ["always() && inputs.x == 'n'", false],
  ])("%j after a failure is %s", (text, expected) => {
    expect(evaluateCondition(written(text), { inputs: { x: "y" } }, failed)).toBe(expected);
  });

  it("that is absent holds exactly while everything succeeded", () => {
    expect(evaluateCondition(undefined, {}, allGood)).toBe(true);
    expect(evaluateCondition(undefined, {}, failed)).toBe(false);
  });
});
