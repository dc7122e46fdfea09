import { describe, expect, it } from "vitest";
import { decideInputs } from "./decide-inputs.ts";

const input = (name: string, type: string, extra: object = {}) => ({
  name,
  type,
  required: false,
  fallback: undefined,
  ...extra,
});

describe("inputs of a workflow", () => {
  it("get their types and defaults", () => {
    const definitions = [
      input("dry-run", "boolean"),
      input("count", "number", { fallback: { kind: "value", value: 3 } }),
      input("name", "string", { required: true }),
    ];
    expect(decideInputs(definitions, { "dry-run": "true", name: "x" }, {})).toEqual({
      "dry-run": true,
      count: 3,
      name: "x",
    });
  });

  it.each([
    [{ other: "1" }, 'no input "other"'],
    [{}, '"name" is required'],
    [{ name: "x", count: "many" }, "must be a number"],
  ])("%j are refused", (given, words) => {
    const definitions = [input("name", "string", { required: true }), input("count", "number")];
    expect(() => decideInputs(definitions, given, {})).toThrowError(
      expect.objectContaining({ message: expect.stringContaining(words) }),
    );
  });
});
