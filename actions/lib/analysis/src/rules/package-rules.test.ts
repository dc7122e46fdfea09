import { expect, it } from "vitest";
import { packageRules } from "./package-rules.ts";

it("what nobody could read is never green", () => {
  const unread = packageRules.filter(({ id }) => ["not-read", "tool-missing", "program"].includes(id));
  expect(unread.map(({ id, severity }) => [id, severity])).toEqual([
    ["program", "warning"],
    ["not-read", "error"],
    ["tool-missing", "warning"],
  ]);
});
