/** How one act of the scenario ended. */
export interface ActOutcome {
  readonly id: string;
  readonly title: string;
  readonly status: "passed" | "failed" | "skipped";
  /** What was seen, or why not. */
  readonly detail: string;
  readonly ms: number;
}

/** Median of a page's loads. */
export interface PageCost {
  readonly ms: number;
  readonly queries: number;
  readonly peakMiB: number;
}

/** What the scenario's program behind the boundary found; the same words in `report.json`. */
export interface CmsReport {
  readonly schemaVersion: 1;
  readonly driver: "native" | "wasm" | "docker";
  /** `real`: the shop system itself. `contract`: our stand-in for it on the real CMS. */
  readonly level: "real" | "contract";
  readonly versions: Readonly<Record<string, string>>;
  readonly bootMs: number;
  readonly scenarioMs: number;
  /** Starts of the CMS that did not get ready in time and were made again. */
  readonly restarts: number;
  readonly acts: readonly ActOutcome[];
  /** Page name → without and with the plugin. */
  readonly perf: Readonly<Record<string, { readonly without: PageCost; readonly with: PageCost }>>;
  /** Requests that the CMS served. */
  readonly requests: number;
  /** Calls that wanted to leave the machine. */
  readonly blocked: readonly string[];
}
