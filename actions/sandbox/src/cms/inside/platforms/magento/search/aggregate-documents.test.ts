import { expect, it } from "vitest";
import { aggregateDocuments } from "./aggregate-documents.ts";

const documents = [{ price: 5, color: [1, 2] }, { price: 15, color: [1] }, { price: "17" }];

it("counts values, the most frequent first", () => {
  expect(aggregateDocuments({ terms: { field: "color", size: 1 } }, documents)).toMatchObject({
    buckets: [{ key: 1, doc_count: 2 }],
  });
});

it("measures numbers, and says nothing of none", () => {
  const stats = { extended_stats: { field: "price" } };
  expect(aggregateDocuments(stats, documents)).toMatchObject({ count: 3, min: 5, max: 17, sum: 37 });
  expect(aggregateDocuments(stats, [])).toMatchObject({ count: 0, min: null, avg: null, std_deviation: null });
  const histogram = { histogram: { field: "price", interval: 10 } };
  const buckets = [
    { key: 0, doc_count: 1 },
    { key: 10, doc_count: 2 },
  ];
  expect(aggregateDocuments(histogram, documents)).toEqual({ buckets });
  expect(() => aggregateDocuments({ percentiles: { field: "price" } }, documents)).toThrow(/outside the stand-in/);
});
