import { expect, it } from "vitest";
import { renderJson } from "./render-json.ts";

it("ends with one line end, and shows characters that nobody can see", () => {
  expect(renderJson({ a: "x\u202Ey" })).toBe('{\n  "a": "x\\u202Ey"\n}\n'.replace("202E", "202e"));
  expect(JSON.parse(renderJson({ a: "x\u202Ey" }))).toEqual({ a: "x\u202Ey" });
});
