/** All that the program behind the boundary is told, as one JSON text on stdin. Paths are absolute and read-only there. */
export interface InsidePlan {
  readonly driver: "native" | "wasm";
  readonly level: "real" | "contract";
  readonly locale: string;
  readonly features: readonly string[];
  readonly plugin: {
    readonly name: string;
    readonly version: string;
    /** Zip as a shop's owner uploads it, base64: a file of it would stay behind when the step is killed. */
    readonly zip: string;
    /** The plugin's texts in the request's language; empty when that is English. */
    readonly texts: readonly string[];
  };
  readonly versions: Readonly<Record<string, string>>;
  /** PHP for the driver wasm, as `8.2`. */
  readonly php: string;
  readonly parts: {
    /** Folder of an assembled WordPress. */
    readonly wordpress: string;
    /** Folder of the SQLite driver, an unzipped plugin. */
    readonly sqlite: string;
    /** Folder with our must-use plugin, router and configuration. */
    readonly site: string;
    /** Folder of WooCommerce or of the kernel. */
    readonly woocommerce: string;
    /** Entry of the Playground's command line. */
    readonly playground: string;
    /** Entry of playwright-core. */
    readonly playwright: string;
    readonly chromium: string;
    /** Folder with shared libraries that the browser may miss on this machine. */
    readonly libraries: string;
    readonly fontConfig: string;
  };
  /** Key that seals each line of the answer; only this plan, on stdin, tells it. */
  readonly seal: string;
  /** Milliseconds for everything. */
  readonly deadlineMs: number;
}

/** One line on stdout: a file of the evidence, or the report that ends the run. */
export type InsideLine =
  | { readonly kind: "file"; readonly name: string; readonly base64: string }
  | { readonly kind: "report"; readonly report: unknown };
