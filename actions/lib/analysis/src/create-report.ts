import type { Finding, Language } from "./finding.ts";
import type { Place } from "./fold/scope.ts";
import { findSeverity } from "./rules/rule-table.ts";
import type { Visit } from "./rules/visit.ts";

/** More findings of one rule in one file say nothing new. */
const mostOfRule = 20;
const mostQuote = 80;
const mostPlaces = 5;

/** Collects the findings of one file: one a rule and line, in plain letters. */
export interface Report {
  readonly add: Visit["report"];
  /** What is found from here on can be forgotten again. */
  keep(): void;
  forget(): void;
  /** Runs what may break on this file; a break is a finding. */
  guard<T>(run: () => T): T | undefined;
  list(): Finding[];
}

/** A piece of the plugin's text as it may stand in a message: short, one line, printable. */
function quoteText(text: string): string {
  const plain = text.replace(/[^\x20-\x7E]/g, "·");
  return plain.length > mostQuote ? `${plain.slice(0, mostQuote)}…` : plain;
}

const describe = (thrown: unknown) =>
  thrown instanceof RangeError
    ? "it is nested too deep"
    : `its parser says: ${quoteText(thrown instanceof Error ? thrown.message : "nothing")}`;

/** The lines by which a value came: ` (its way: a.php:12 → b.php:40)`; nothing when it is of this line. */
function describeWay(trail: readonly Place[], here: Place): string {
  const places = [...trail, here].map(({ path, line }) => `${quoteText(path)}:${line}`);
  const way = places.filter((place, at) => place !== places[at - 1]);
  if (way.length < 2) return "";
  return ` (its way: ${way.slice(-mostPlaces).join(" → ")})`;
}

export function createReport(path: string, language: Language): Report {
  let found = new Map<string, Finding>();
  let counts = new Map<string, number>();
  let kept = { found, counts };
  const add: Report["add"] = (rule, line, message, quote, trail = []) => {
    const key = `${rule}\n${line}`;
    const count = (counts.get(rule) ?? 0) + 1;
    if (found.has(key) || count > mostOfRule) return;
    counts.set(rule, count);
    const said = `${message}${describeWay(trail, { path, line })}`;
    const full = quote === undefined || quote === "" ? `${said}.` : `${said}: ${quoteText(quote)}`;
    found.set(key, { rule, severity: findSeverity(rule, language), path, line, message: full });
  };
  return {
    add,
    keep() {
      kept = { found: new Map(found), counts: new Map(counts) };
    },
    forget() {
      found = new Map(kept.found);
      counts = new Map(kept.counts);
    },
    guard(run) {
      try {
        return run();
      } catch (thrown) {
        add("not-read", 0, `Not analysed: ${describe(thrown)}`);
        return undefined;
      }
    },
    list() {
      // A call says more than the address in it.
      const called = new Set(
        [...found.values()].filter(({ rule }) => rule === "host-undeclared").map(({ line }) => line),
      );
      return [...found.values()]
        .filter(({ rule, line }) => rule !== "host-mentioned" || !called.has(line))
        .sort((a, b) => a.line - b.line);
    },
  };
}
