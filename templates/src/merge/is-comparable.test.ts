import { expect, it } from "vitest";
import { isComparable } from "./is-comparable.ts";

it("is a matter of lines and of pairs of equal lines", () => {
  const distinct = (count: number) => Array.from({ length: count }, (_, i) => String(i));
  expect(isComparable(distinct(20_000), distinct(20_000))).toBe(true);
  expect(isComparable(distinct(20_001), [])).toBe(false);
  expect(isComparable(Array(1400).fill("}"), Array(1400).fill("}"))).toBe(true);
  expect(isComparable(Array(1500).fill("}"), Array(1500).fill("}"))).toBe(false);
  expect(isComparable(Array(20_000).fill("}"), ["}"])).toBe(true);
});
