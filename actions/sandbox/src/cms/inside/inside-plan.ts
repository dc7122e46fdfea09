/** All that the program behind the boundary is told, as one JSON text on stdin. Paths are absolute and read-only there. */
export interface InsidePlan {
  /** Shop system that the plugin is for. */
  readonly cms: "magento" | "prestashop" | "shopify" | "woocommerce";
  readonly driver: "native" | "wasm" | "docker";
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
  /** Folders that only this shop system has, by the names that its platform knows. */
  readonly shop: Readonly<Record<string, string>>;
  readonly parts: {
    /** Entry of the Playground's command line: PHP in WebAssembly. */
    readonly playground: string;
    /** Entry of playwright-core. */
    readonly playwright: string;
    readonly chromium: string;
    /** Folder with shared libraries that the browser may miss on this machine. */
    readonly libraries: string;
    readonly fontConfig: string;
  };
  /** Administrator's, where the shop's image was told it from outside; else it is drawn inside. */
  readonly adminPassword?: string;
  /** Key that seals each line of the answer; only this plan, on stdin, tells it. */
  readonly seal: string;
  /** Milliseconds for everything. */
  readonly deadlineMs: number;
}

/** One line on stdout: a file of the evidence, or the report that ends the run. */
export type InsideLine =
  | { readonly kind: "file"; readonly name: string; readonly base64: string }
  | { readonly kind: "report"; readonly report: unknown };

/** A folder of the plan's shop system. @throws Error when the step that made the plan forgot it. */
export function findShopFolder(plan: InsidePlan, name: string): string {
  const folder = plan.shop[name];
  if (folder === undefined) throw new Error(`The plan names no folder ${name}.`);
  return folder;
}
