import type { ParityFacts } from "./parity-facts.ts";

const signs: Readonly<Record<string, string>> = { passed: "✅", failed: "❌", not_applicable: "–" };
const judges: Readonly<Record<string, string>> = {
  plugin: "its own process",
  driver: "the pack's driver",
  "own-driver": "the plugin's driver",
  "self-reported": "its own tests",
};

/** Title of a row, and what stands there for a pack. */
export type ParityRow = readonly [string, (facts: ParityFacts) => string];

/** A plugin that vouches for itself gets its mark in brackets. */
const mark = ({ checks, judgedBy }: ParityFacts, name: string) => {
  const sign = signs[checks[name] ?? ""] ?? "–";
  return judgedBy === "self-reported" && sign === signs["passed"] ? `(${sign})` : sign;
};
const yes = (there: boolean) => (there ? "✅" : "–");
const event = (name: string, check: string): ParityRow => [
  `event \`${name}\``,
  (facts) => (facts.publishes.includes(name) ? mark(facts, `events.${check}`) : "–"),
];
const check = (title: string, name: string): ParityRow => [title, (facts) => mark(facts, name)];
const feature = (name: string): ParityRow => [`feature ${name}`, ({ features }) => yes(features.includes(name))];

/** Every row of docs/parity.md, in its order. */
export const parityRows: readonly ParityRow[] = [
  ["runtime", ({ runtime }) => runtime],
  ["platform versions", ({ supportedVersions }) => (supportedVersions === "" ? "–" : `\`${supportedVersions}\``)],
  feature("checkout"),
  feature("refunds"),
  feature("webhooks"),
  feature("subscriptions-ready"),
  feature("logging"),
  feature("telemetry"),
  event("checkout.created", "checkout_created"),
  event("payment.succeeded", "payment_succeeded"),
  event("payment.failed", "payment_failed"),
  event("refund.issued", "refund_issued"),
  check("webhooks: signature, replay window", "webhooks.signature_validation"),
  check("webhooks: format, once", "webhooks.payload_format"),
  check("retries with one key", "webhooks.retry_logic"),
  check("asks only hosts it names", "permissions.scoped_access"),
  check("no card or key told", "permissions.no_sensitive_data_logging"),
  check("publishes only what it declares", "events.declared"),
  check("unloads, leaves nothing", "lifecycle.unload"),
  ["languages", ({ locales }) => String(locales.length)],
  ["right to left", ({ locales }) => yes(locales.some((locale) => /^(ar|fa|he|ur)/.test(locale)))],
  ["own tests that pass", ({ tests }) => String(tests)],
  ["files", ({ files }) => String(files)],
  ["contract judged by", ({ judgedBy }) => judges[judgedBy] ?? "–"],
  ["sandbox level", ({ sandbox }) => sandbox || "–"],
];
