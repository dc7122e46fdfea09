/** What this machine offers to run a CMS with. */
export interface CmsFacts {
  /** Whether plugin code can be kept behind the operating system's boundary. */
  readonly boundary: boolean;
  /** PHP of this machine, if any. */
  readonly php: { readonly version: string; readonly extensions: readonly string[] } | undefined;
  /** `process.platform` and `process.arch`. */
  readonly platform: string;
  /** PHP that was asked for, as `8.3`. */
  readonly askedPhp?: string | undefined;
}

export type CmsDriver = "native" | "wasm";

export type DriverDecision =
  | { readonly kind: "play"; readonly driver: CmsDriver }
  | { readonly kind: "leave"; readonly why: string }
  | {
      readonly kind: "refuse";
      readonly code: "tool_missing" | "confinement_unavailable" | "input_invalid";
      readonly message: string;
      readonly hint: string;
    };

/** What WordPress on SQLite cannot do without. */
const needed = ["pdo_sqlite", "mbstring", "dom", "zlib"];

const other = "Leave --sandbox out for the contract without a CMS, or use a machine with Linux x64 and bubblewrap.";

/** Why a driver cannot run here, or undefined. */
export function explainMissing(driver: CmsDriver, { php, askedPhp }: CmsFacts): string | undefined {
  if (driver === "wasm") return undefined;
  if (!php) return "there is no /usr/bin/php";
  if (askedPhp !== undefined && !php.version.startsWith(`${askedPhp}.`))
    return `PHP ${askedPhp} was asked for, and /usr/bin/php is ${php.version}`;
  const missing = needed.filter((extension) => !php.extensions.includes(extension));
  return missing.length > 0 ? `PHP ${php.version} has no ${missing.join(", ")}` : undefined;
}

/**
 * How a CMS plugin is tried: `asked` is the input `sandbox` (empty: not in a CMS; `auto`, `native`, `wasm`, `docker`).
 * A driver that was named and is not there is refused; `auto` takes PHP of this machine before PHP in WebAssembly.
 */
export function decideDriver(asked: string, facts: CmsFacts): DriverDecision {
  if (asked === "") return { kind: "leave", why: "no CMS was asked for; --sandbox native or wasm starts one" };
  if (!["auto", "native", "wasm", "docker"].includes(asked)) {
    const message = `The sandbox driver ${JSON.stringify(asked.slice(0, 40))} is not known.`;
    return { kind: "refuse", code: "input_invalid", message, hint: "Use auto, native, wasm or docker." };
  }
  if (asked === "docker") {
    const message = "The sandbox driver docker is not available here: this release starts no containers.";
    return { kind: "refuse", code: "tool_missing", message, hint: "Use --sandbox native or --sandbox wasm." };
  }
  if (!facts.boundary) {
    const message = "A CMS with a stranger's plugin in it is not started without the operating system's boundary.";
    return asked === "auto"
      ? { kind: "leave", why: "this machine has no boundary for it" }
      : { kind: "refuse", code: "confinement_unavailable", message, hint: other };
  }
  if (facts.platform !== "linux x64") {
    const message = `The sandbox's browser comes for linux x64 only; this is ${facts.platform}.`;
    return asked === "auto"
      ? { kind: "leave", why: "the sandbox's browser comes for linux x64 only" }
      : { kind: "refuse", code: "tool_missing", message, hint: other };
  }
  if (asked !== "native") {
    return { kind: "play", driver: asked === "wasm" || explainMissing("native", facts) ? "wasm" : "native" };
  }
  const missing = explainMissing("native", facts);
  if (missing === undefined) return { kind: "play", driver: "native" };
  return {
    kind: "refuse",
    code: "tool_missing",
    message: `The sandbox driver native cannot run: ${missing}.`,
    hint: "Install php-cli, php-sqlite3, php-mbstring and php-xml, or use --sandbox wasm, which brings PHP 7.4 to 8.5.",
  };
}
