import { expect, it } from "vitest";
import { renderDuration } from "./render-duration.ts";

it.each([
  [-5, "0 s"],
  [1_400, "1 s"],
  [59_000, "59 s"],
  [60_000, "1 min"],
  [95_000, "1 min 35 s"],
  [11 * 60_000 + 5_000, "11 min"],
  [3_600_000, "1 h"],
  [3 * 3_600_000 + 12 * 60_000, "3 h 12 min"],
  [48 * 3_600_000, "2 d"],
  [52 * 3_600_000, "2 d 4 h"],
])("says %i ms as %s", (ms, text) => {
  expect(renderDuration(ms)).toBe(text);
});
