import { expect, it } from "vitest";
import { summarisePerf } from "./summarise-perf.ts";

it("takes the median of each page's marked loads, and nothing of other requests", () => {
  const load = (mark: string, ms: number, queries: number) => ({ mark, ms, queries, peakKiB: 5120 + ms });
  const records = [
    ...[load("front:without", 30, 20), load("front:without", 10, 20), load("front:without", 20, 21)],
    ...[load("front:with", 40, 22), load("", 9999, 999)],
  ];
  const { front, desk } = summarisePerf(records);
  expect(front).toEqual({
    without: { ms: 20, queries: 20, peakMiB: 5 },
    with: { ms: 40, queries: 22, peakMiB: 5 },
  });
  expect(desk).toBeUndefined();
});
