import { expect, it } from "vitest";
import { judge, skip } from "./contract-check.ts";

it("passes without complaints, fails with all of them, and says why it skipped", () => {
  expect(judge("events", "x", [])).toEqual({ suite: "events", check: "x", status: "passed" });
  expect(judge("events", "x", ["a", "b"])).toEqual({ suite: "events", check: "x", status: "failed", detail: "a; b" });
  expect(judge("events", "x", ["y".repeat(3000)]).detail).toHaveLength(1000);
  expect(skip("webhooks", "x", "no calls")).toMatchObject({ status: "not_applicable", detail: "no calls" });
});
