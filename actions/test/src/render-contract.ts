import { type ContractReport, renderInert } from "@plugsmith/schemas";
import type { ContractCheck } from "./contract/contract-check.ts";
import type { TestCounts } from "./parse-test-output.ts";

const signs = { passed: "✅", failed: "❌", not_applicable: "–" } as const;

/** Who saw what the checks say; people weigh them by it. */
const judges: Readonly<Record<ContractReport["judgedBy"], string>> = {
  plugin: "Judged on the plugin's own process, by the suite's provider double.",
  driver: "Judged on the plugin in its pack's own driver, by the suite's provider double.",
  "own-driver":
    "Judged in a driver that the plugin brought, for its pack is not here in the version that forge.json pins: read the driver before you trust this.",
  "self-reported": "The plugin's own tests say so; nothing outside saw it.",
};

/** The job summary's table of counts and contract checks. */
export function renderContract(
  tests: TestCounts,
  contract: readonly ContractCheck[],
  judgedBy: ContractReport["judgedBy"],
): string {
  const rows = contract.map(
    ({ suite, check, status, detail = "" }) =>
      `| ${suite} | ${check} | ${signs[status]} ${status} | ${renderInert(detail)} |`,
  );
  const counts = `Own tests: ${tests.passed} passed, ${tests.failed} failed, ${tests.skipped} skipped.`;
  return [counts, judges[judgedBy], "", "| Suite | Check | Status | Detail |", "|---|---|---|---|", ...rows].join("\n");
}
