import type { DependencyAdvisory } from "@plugsmith/schemas";

type Severity = DependencyAdvisory["severity"];
const words: ReadonlyMap<unknown, Severity> = new Map<unknown, Severity>([
  ["low", "low"],
  ["info", "low"],
  ["moderate", "moderate"],
  ["medium", "moderate"],
  ["high", "high"],
  ["critical", "critical"],
]);
const order: readonly Severity[] = ["low", "moderate", "unknown", "high", "critical"];

/** A source's word for a severity; whatever is no such word is `unknown`. */
export const parseSeverity = (value: unknown): Severity =>
  words.get(typeof value === "string" ? value.toLowerCase() : value) ?? "unknown";

/** Heaviest first; an unknown severity lies between moderate and high. */
export const compareSeverity = (a: Severity, b: Severity): number => order.indexOf(b) - order.indexOf(a);

/** Whether it stops a build in a package that runs: high, critical, and what nobody has weighed yet. */
export const isBlocking = (severity: Severity): boolean => severity !== "low" && severity !== "moderate";
