import type { ParityFacts } from "./parity-facts.ts";

const signs: Readonly<Record<string, string>> = { passed: "✅", failed: "❌", not_applicable: "–" };
const judges: Readonly<Record<string, string>> = {
  plugin: "its own process",
  driver: "the pack's driver",
  "own-driver": "the plugin's driver",
  "self-reported": "its own tests",
};

type Row = readonly [string, (facts: ParityFacts) => string];

/** A plugin that vouches for itself gets its mark in brackets. */
const mark = ({ checks, judgedBy }: ParityFacts, name: string) => {
  const sign = signs[checks[name] ?? ""] ?? "–";
  return judgedBy === "self-reported" && sign === signs["passed"] ? `(${sign})` : sign;
};
const yes = (there: boolean) => (there ? "✅" : "–");
const event = (name: string, check: string): Row => [
  `event \`${name}\``,
  (facts) => (facts.publishes.includes(name) ? mark(facts, `events.${check}`) : "–"),
];
const check = (title: string, name: string): Row => [title, (facts) => mark(facts, name)];
const feature = (name: string): Row => [`feature ${name}`, ({ features }) => yes(features.includes(name))];

const rows: readonly Row[] = [
  ["runtime", ({ runtime }) => runtime],
  ["platform versions", ({ supportedVersions }) => (supportedVersions === "" ? "–" : `\`${supportedVersions}\``)],
  feature("checkout"),
  feature("refunds"),
  feature("webhooks"),
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

/** docs/parity.md: which feature works where, from the packs' manifests and the contract suite's answers. */
export function renderParity(packs: readonly ParityFacts[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    "# What works where",
    "",
    "Made by `node .github/scripts/generate-parity.ts`, which asks every pack for all it can make and runs the pipeline on it",
    "(`plugsmith demo --pack all`); the facts are in `parity.json` beside this page. Do not edit.",
    "",
    line(["", ...packs.map(({ pack }) => pack)]),
    line(["---", ...packs.map(() => "---")]),
    ...rows.map(([title, cell]) => line([title, ...packs.map(cell)])),
    "",
    "✅ in the contract's rows: the suite (`actions/test/src/contract`) played it against a running plugin and its own provider double saw",
    "it. –: not made by this pack, or no occasion for the check. *its own process*: the plugin speaks the forge's protocol. *the pack's",
    "driver*: the plugin runs in a kernel of its platform, driven over the same protocol by the driver of its pack, rendered anew for the",
    "suite. *its own tests*, (✅): only the plugin's tests say so; nothing outside saw it. Sandbox level *contract*: a kernel of the platform, or",
    "the agent's protocol, stands for it.",
    "",
  ].join("\n");
}
