import {
  ForgeError,
  type PluginApproval,
  type PluginManifest,
  parseTestResult,
  type TestResult,
  type TrustPolicy,
} from "@plugsmith/schemas";
import { findStatement, requireStatement } from "./find-statement.ts";
import { testResultType } from "./statement.ts";
import type { VerifiedStatement } from "./verify-bundle.ts";

export interface TestResultExpectation {
  readonly policy: TrustPolicy;
  readonly digest: string;
  readonly headSha: string;
  readonly manifest: Pick<PluginManifest, "name" | "version">;
  readonly approvals: PluginApproval;
}

/** The verdict that the lists of tests bear. */
export const decideResult = (tests: Pick<TestResult, "warnedTests" | "failedTests">): TestResult["result"] =>
  tests.failedTests.length > 0 ? "FAILED" : tests.warnedTests.length > 0 ? "WARNED" : "PASSED";

/** What makes the statement unusable; null: nothing. */
function findFault(tests: TestResult, wanted: TestResultExpectation): string | null {
  const { policy, digest, headSha, manifest, approvals } = wanted;
  const { plugsmith, url } = tests;
  if (plugsmith.digest !== digest) return "it is about another package";
  if (plugsmith.headSha !== headSha) return "it is about another commit than was built";
  if (plugsmith.plugin.name !== manifest.name || plugsmith.plugin.version !== manifest.version)
    return "it is about another plugin or version";
  if (url !== `${new URL(policy.signerWorkflow).origin}/${policy.repository}/actions/runs/${plugsmith.runId}`)
    return "its run is in another repository";
  if (approvals.approvals.some(({ submittedAt }) => Date.parse(submittedAt) < Date.parse(plugsmith.endedAt)))
    return "its run ended after people had approved";
  return decideResult(tests) === tests.result ? null : "its verdict is not that of its tests";
}

/**
 * Checks a package's test-result against commit, digest and approvals, and that it is as good as the policy demands.
 * @returns null where the package carries none and the policy demands none.
 * @throws ForgeError `attestation_missing`.
 */
export function verifyTestResult(
  verified: readonly VerifiedStatement[],
  wanted: TestResultExpectation,
): TestResult | null {
  const demanded = wanted.policy.attestations?.testResult;
  const find = demanded === undefined ? findStatement : requireStatement;
  const found = find(verified, testResultType, "test-result");
  if (!found) return null;
  const parsed = parseTestResult(found.statement.predicate);
  const fault = parsed.ok
    ? findFault(parsed.value, wanted)
    : `${parsed.issues[0]?.path} ${parsed.issues[0]?.message}`.trim();
  if (!parsed.ok || fault !== null)
    throw new ForgeError("attestation_missing", {
      message: `The test-result attestation is not usable: ${fault}.`,
      hint: "Do not use this package; ask the forge's maintainers to publish it again.",
      facts: { predicateType: testResultType },
    });
  const { result, warnedTests, failedTests } = parsed.value;
  const enough = demanded === undefined || result === "PASSED" || (demanded === "WARNED" && result === "WARNED");
  if (!enough)
    throw new ForgeError("attestation_missing", {
      message: `The policy demands a test result of at least ${demanded}; this one is ${result}.`,
      hint: `These tests say less than that: ${[...failedTests, ...warnedTests].slice(0, 10).join(", ")}.`,
      facts: { predicateType: testResultType, expected: demanded ?? "", found: result },
    });
  return parsed.value;
}
