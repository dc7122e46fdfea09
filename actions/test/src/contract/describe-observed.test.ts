import { expect, it } from "vitest";
import { names, statusOf } from "./describe-observed.ts";

const seen = (answer: { ok: true; value: unknown } | { ok: false; error: Error }, emitted: string[] = []) => ({
  answer,
  emitted: emitted.map((event) => ({ event, data: {} })),
  requests: [],
});

it("reads the status of an answer, or says why there is none", () => {
  expect(statusOf(seen({ ok: true, value: { status: 401 } }))).toBe(401);
  expect(statusOf(seen({ ok: true, value: null }))).toBe("no status");
  expect(statusOf(seen({ ok: true, value: { status: "200" } }))).toBe("no status");
  expect(statusOf(seen({ ok: false, error: new Error("boom") }))).toBe("an error (boom)");
});

it("names the events in their order", () => {
  expect(names(seen({ ok: true, value: 1 }, ["a", "b", "a"]))).toEqual(["a", "b", "a"]);
});
