import { renderInert, type StepResult } from "@plugsmith/schemas";
import type { Pair } from "./parse-matrix.ts";

/** What came of one pair; null: its job left no result. */
export interface PairOutcome extends Pair {
  readonly result: StepResult | null;
}

function describe(result: StepResult | null): string {
  if (result === null) return "➖ | no result: its build or tests failed, or it was stopped";
  const words = renderInert(result.message.slice(0, 300));
  if (result.status !== "success") return `❌ | ${words}`;
  const { sandbox } = result;
  const wordpress = sandbox?.versions["wordpress"];
  const php = sandbox?.versions["php"];
  if (sandbox === undefined || (wordpress === undefined && php === undefined)) return "➖ | not tried in WordPress";
  const named = { WordPress: wordpress, PHP: php };
  const found = Object.entries(named)
    .flatMap(([name, version]) => (version === undefined ? [] : [`${name} ${version}`]))
    .join(", ");
  return `✅ | ${renderInert(found)}, level ${sandbox.level}, driver ${sandbox.driver}`;
}

/** The pairs of PLUGSMITH_MATRIX with their outcomes, as Markdown; nothing without pairs. */
export function renderCompatibility(outcomes: readonly PairOutcome[]): string | undefined {
  if (outcomes.length === 0) return undefined;
  const rows = outcomes.map(({ wordpress, php, result }) => `| ${wordpress} | ${php} | ${describe(result)} |`);
  return ["### Compatibility", "", "| WordPress | PHP | | Seen |", "|---|---|---|---|", ...rows].join("\n");
}
