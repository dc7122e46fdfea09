import { describe, expect, it } from "vitest";
import { convertNullable } from "./convert-nullable.ts";

describe("nullable of OpenAPI 3.0", () => {
  it.each([
    [{ type: "string", nullable: true }, { type: ["string", "null"] }],
    [{ type: "string", nullable: false }, { type: "string" }],
    [
      { type: "string", enum: ["a", null], nullable: true },
      { type: ["string", "null"], enum: ["a", null] },
    ],
    [{ $ref: "#/x", nullable: true }, { anyOf: [{ $ref: "#/x" }, { type: "null" }] }],
    [
      { type: "array", items: { type: "integer", nullable: true } },
      { type: "array", items: { type: ["integer", "null"] } },
    ],
    ["text", "text"],
    [null, null],
  ])("turns %j into %j", (given, wanted) => {
    expect(convertNullable(given)).toEqual(wanted);
  });

  it("leaves a property alone that is called so", () => {
    const schema = { properties: { nullable: { type: "boolean" } } };
    expect(convertNullable(schema)).toEqual(schema);
  });
});
