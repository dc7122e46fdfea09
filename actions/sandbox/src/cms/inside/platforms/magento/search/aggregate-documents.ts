import { type Document, type Part, valuesAt } from "./search-document.ts";

const count = (values: readonly unknown[]) => {
  const counts = new Map<unknown, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
};

function describeNumbers(numbers: readonly number[]) {
  const many = numbers.length;
  const sum = numbers.reduce((total, one) => total + one, 0);
  const avg = many > 0 ? sum / many : null;
  const variance = avg === null ? null : numbers.reduce((total, one) => total + (one - avg) ** 2, 0) / many;
  const ends = many > 0 ? { min: Math.min(...numbers), max: Math.max(...numbers) } : { min: null, max: null };
  return { count: many, ...ends, avg, sum, variance, std_deviation: variance === null ? null : Math.sqrt(variance) };
}

/** One aggregation over the documents that were found. @throws Error for a kind that the stand-in does not know. */
export function aggregateDocuments(asked: Part, documents: readonly Document[]): object {
  if (asked.terms) {
    const { field, size = 10 } = asked.terms;
    const counts = count(documents.flatMap((one) => [...new Set(valuesAt(one, field))]));
    const buckets = [...counts].sort(([, a], [, b]) => b - a).slice(0, size);
    return {
      ...{ doc_count_error_upper_bound: 0, sum_other_doc_count: 0 },
      buckets: buckets.map(([key, doc_count]) => ({ key, doc_count })),
    };
  }
  const [kind, how] = Object.entries<Part>(asked)[0] ?? ["", {}];
  const numbers = documents
    .flatMap((one) => valuesAt(one, how.field))
    .map(Number)
    .filter(Number.isFinite);
  if (kind === "extended_stats") return describeNumbers(numbers);
  if (kind === "histogram") {
    const counts = count(numbers.map((one) => Math.floor(one / how.interval) * how.interval));
    const buckets = [...counts].sort(([a], [b]) => Number(a) - Number(b));
    return { buckets: buckets.map(([key, doc_count]) => ({ key, doc_count })) };
  }
  throw new Error(`The aggregation ${kind} is outside the stand-in for a search engine.`);
}
