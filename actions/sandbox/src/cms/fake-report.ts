import type { CmsReport } from "./cms-report.ts";

const cost = { ms: 100, queries: 20, peakMiB: 5 };

/** A report of a run in which all went well. */
export const fakeReport: CmsReport = {
  schemaVersion: 1,
  driver: "native",
  level: "contract",
  versions: { wordpress: "6.5.5", woocommerceKernel: "9.4.0" },
  bootMs: 1000,
  scenarioMs: 9000,
  restarts: 0,
  acts: [
    { id: "open-shop", title: "A shop opens", status: "passed", detail: "open", ms: 1 },
    { id: "refund", title: "A part is refunded", status: "skipped", detail: "no refunds", ms: 0 },
  ],
  perf: { front: { without: cost, with: { ...cost, queries: 21 } } },
  requests: 70,
  blocked: ["wordpress GET https://api.wordpress.org/"],
};
