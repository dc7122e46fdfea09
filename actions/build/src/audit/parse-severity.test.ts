import { expect, it } from "vitest";
import { compareSeverity, isBlocking, parseSeverity } from "./parse-severity.ts";

it("knows every source's words, and calls the rest unknown", () => {
  expect(["low", "INFO", "Medium", "moderate", "HIGH", "critical"].map(parseSeverity)).toEqual([
    ...["low", "low", "moderate", "moderate", "high", "critical"],
  ]);
  expect([null, 7, "", "severe", undefined].map(parseSeverity)).toEqual(Array(5).fill("unknown"));
});

it("puts the heaviest first, and lets only what is known to be light pass", () => {
  const given = ["low", "high", "unknown", "critical", "moderate"] as const;
  expect([...given].sort(compareSeverity)).toEqual(["critical", "high", "unknown", "moderate", "low"]);
  expect(given.filter(isBlocking)).toEqual(["high", "unknown", "critical"]);
});
