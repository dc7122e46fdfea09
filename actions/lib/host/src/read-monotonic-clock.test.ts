import { expect, it } from "vitest";
import { readMonotonicClock } from "./read-monotonic-clock.ts";

it("never goes back", () => {
  const times = Array.from({ length: 1_000 }, readMonotonicClock);
  expect(times).toEqual(times.toSorted((one, other) => one - other));
});
