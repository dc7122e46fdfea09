import { renderInert } from "@plugsmith/schemas";
import type { ContractCheck } from "./contract/contract-check.ts";
import type { TestCounts } from "./parse-test-output.ts";

const signs = { passed: "✅", failed: "❌", not_applicable: "–" } as const;

/** The job summary's table of counts and contract checks. */
export function renderContract(tests: TestCounts, contract: readonly ContractCheck[]): string {
  const rows = contract.map(
    ({ suite, check, status, detail = "" }) =>
      `| ${suite} | ${check} | ${signs[status]} ${status} | ${renderInert(detail)} |`,
  );
  const counts = `Own tests: ${tests.passed} passed, ${tests.failed} failed, ${tests.skipped} skipped.`;
  return [counts, "", "| Suite | Check | Status | Detail |", "|---|---|---|---|", ...rows].join("\n");
}
