import type { CmsReport, PageCost } from "../cms-report.ts";

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;

function costOf(records: readonly Readonly<Record<string, unknown>>[], mark: string): PageCost {
  const marked = records.filter((record) => record["mark"] === mark);
  const of = (name: string) => median(marked.map((record) => Number(record[name] ?? 0)));
  return { ms: of("ms"), queries: of("queries"), peakMiB: Math.round((of("peakKiB") / 1024) * 10) / 10 };
}

const markOf = /^(.+):with(?:out)?$/;

/** Medians of the marked requests (`<page>:without`, `<page>:with`) in the log that the shop's host or our plugin in it wrote. */
export function summarisePerf(records: readonly Readonly<Record<string, unknown>>[]): CmsReport["perf"] {
  const pages = new Set(records.flatMap(({ mark }) => markOf.exec(String(mark))?.[1] ?? []));
  return Object.fromEntries(
    [...pages].map((page) => [
      page,
      { without: costOf(records, `${page}:without`), with: costOf(records, `${page}:with`) },
    ]),
  );
}
