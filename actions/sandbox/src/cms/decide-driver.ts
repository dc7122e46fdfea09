import type { ContainerFacts } from "./docker/gather-container-facts.ts";

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
  /** Drivers that can run what is asked for, the preferred one first. */
  readonly drivers: readonly CmsDriver[];
  /** What PHP needs for the driver native, and the Debian packages with it; undefined when it needs no PHP. */
  readonly needs: { readonly extensions: readonly string[]; readonly debian: string } | undefined;
  /** What is known of the driver docker; undefined where nobody looked. */
  readonly containers?: ContainerFacts;
}

export type CmsDriver = "native" | "wasm" | "docker";

export type DriverDecision =
  | { readonly kind: "play"; readonly driver: CmsDriver }
  | { readonly kind: "leave"; readonly why: string }
  | {
      readonly kind: "refuse";
      readonly code: "tool_missing" | "confinement_unavailable" | "input_invalid";
      readonly message: string;
      readonly hint: string;
    };

const other = "Leave --sandbox out for the contract without a CMS, or use a machine with Linux x64 and bubblewrap.";

/** Why a driver cannot run here, or undefined. */
export function explainMissing(driver: CmsDriver, facts: CmsFacts): string | undefined {
  const { php, askedPhp, drivers, needs, containers } = facts;
  if (driver === "docker") return containers ? containers.missing : "nobody looked for it";
  if (!drivers.includes(driver)) return `what was asked for runs with ${drivers.join(" or ")} only`;
  if (driver === "wasm" || !needs) return undefined;
  if (!php) return "there is no /usr/bin/php";
  if (askedPhp !== undefined && !php.version.startsWith(`${askedPhp}.`))
    return `PHP ${askedPhp} was asked for, and /usr/bin/php is ${php.version}`;
  const missing = needs.extensions.filter((extension) => !php.extensions.includes(extension));
  return missing.length > 0 ? `PHP ${php.version} has no ${missing.join(", ")}` : undefined;
}

/**
 * How a CMS plugin is tried: `asked` is the input `sandbox` (empty: not in a CMS; `auto`, `native`, `wasm`, `docker`).
 * A driver that was named and is not there is refused; `auto` takes docker when an image was named, for that is a wish (one that no
 * machine could use is refused), then PHP of this machine before PHP in WebAssembly.
 */
export function decideDriver(asked: string, facts: CmsFacts): DriverDecision {
  if (asked === "") return { kind: "leave", why: "no CMS was asked for; --sandbox native or wasm starts one" };
  if (!["auto", "native", "wasm", "docker"].includes(asked)) {
    const message = `The sandbox driver ${JSON.stringify(asked.slice(0, 40))} is not known.`;
    return { kind: "refuse", code: "input_invalid", message, hint: "Use auto, native, wasm or docker." };
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
  const named = asked === "auto" ? undefined : (asked as CmsDriver);
  if (!named && facts.containers?.named && facts.containers.wrong) {
    const message = `The image cannot be used as it was named: ${facts.containers.missing}.`;
    return { kind: "refuse", code: "input_invalid", message, hint: facts.containers.hint };
  }
  const wished: readonly CmsDriver[] = facts.containers?.named ? ["docker"] : [];
  const tried = named ? [named] : [...wished, ...facts.drivers];
  const driver = tried.find((each) => explainMissing(each, facts) === undefined);
  if (driver) return { kind: "play", driver };
  const why = tried.map((each) => `${each}: ${explainMissing(each, facts)}`).join("; ");
  if (!named) return { kind: "leave", why };
  if (named === "docker") {
    const message = `The sandbox driver docker cannot run: ${explainMissing(named, facts)}.`;
    return { kind: "refuse", code: "tool_missing", message, hint: facts.containers?.hint ?? "Use another driver." };
  }
  const wasm = facts.drivers.includes("wasm") ? ", or use --sandbox wasm, which brings PHP 7.4 to 8.5" : "";
  return {
    kind: "refuse",
    code: "tool_missing",
    message: `The sandbox driver ${named} cannot run: ${explainMissing(named, facts)}.`,
    hint: facts.drivers.includes(named)
      ? `Install ${facts.needs?.debian}${wasm}.`
      : `Use --sandbox ${facts.drivers.join(" or ")}.`,
  };
}
