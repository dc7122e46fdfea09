import { expect, it } from "vitest";
import { isObject, parseJsonObject } from "./parse-json-object.ts";

it.each([
  ["[]", "no JSON object"],
  ["null", "no JSON object"],
  ['"text"', "no JSON object"],
  ["{", "no JSON"],
  [`{"a":"${"x".repeat(100)}"}`, "larger than 50 bytes"],
])("refuses %s", (text, words) => {
  const answer = parseJsonObject(text, "a.lock", 50);
  expect(answer).toMatchObject({ ok: false, issues: [{ path: "a.lock", message: expect.stringContaining(words) }] });
});

it("keeps a key called __proto__ a key", () => {
  const answer = parseJsonObject('{"__proto__":{"a":1}}', "a.lock", 50);
  expect(answer.ok && Object.keys(answer.value)).toEqual(["__proto__"]);
  expect(answer.ok && "a" in answer.value).toBe(false);
  expect([isObject({}), isObject([]), isObject(null)]).toEqual([true, false, false]);
});
