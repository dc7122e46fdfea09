import type { PluginApproval, TestResult } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { makePolicy, testHead, testTimes } from "../testing/make-facts.ts";
import { statementType, testResultType } from "./statement.ts";
import type { VerifiedStatement } from "./verify-bundle.ts";
import { decideResult, verifyTestResult } from "./verify-test-result.ts";

const digest = `sha256:${"a".repeat(64)}`;
const details: TestResult["plugsmith"] = {
  schemaVersion: 1,
  plugin: { name: "bench-hello", version: "1.0.0" },
  headSha: testHead,
  digest,
  runId: "700",
  endedAt: testTimes.pipelineEnd,
  ownTests: { passed: 3, failed: 0, skipped: 0 },
  judgedBy: "plugin",
  confinement: "os",
  notApplicable: [],
  results: { test: digest, sandbox: digest, package: digest },
};
const honest: TestResult = {
  result: "PASSED",
  configuration: [{ name: "plugins/bench-hello", uri: `git+https://github.com/acme/forge@${testHead}` }],
  url: "https://github.com/acme/forge/actions/runs/700",
  passedTests: ["own-tests", "contract/lifecycle.load"],
  warnedTests: [],
  failedTests: [],
  plugsmith: details,
};
const warned: TestResult = { ...honest, result: "WARNED", warnedTests: ["sandbox/boundary"] };
const verify = (predicates: readonly unknown[], attestations?: { testResult?: "PASSED" | "WARNED" }) =>
  verifyTestResult(
    predicates.map(
      (predicate) =>
        ({
          statement: { _type: statementType, subject: [], predicateType: testResultType, predicate },
        }) as unknown as VerifiedStatement,
    ),
    {
      policy: makePolicy(attestations === undefined ? {} : { attestations }),
      digest,
      headSha: testHead,
      manifest: { name: "bench-hello", version: "1.0.0" },
      approvals: { approvals: [{ submittedAt: testTimes.review }] } as unknown as PluginApproval,
    },
  );
const refusal = expect.objectContaining({ code: "attestation_missing" });

describe("verifyTestResult", () => {
  it("answers what was found, and asks for nothing unless the policy does", () => {
    expect(verify([honest])).toEqual(honest);
    expect(verify([])).toBeNull();
  });

  it.each<["PASSED" | "WARNED" | undefined, TestResult | null, boolean]>([
    ["PASSED", honest, true],
    ["PASSED", warned, false],
    ["PASSED", null, false],
    ["WARNED", honest, true],
    ["WARNED", warned, true],
    ["WARNED", { ...honest, result: "FAILED", failedTests: ["own-tests"] }, false],
    ["WARNED", null, false],
    [undefined, warned, true],
  ])("under a policy that demands %s", (testResult, found, accepted) => {
    const ask = () => verify(found ? [found] : [], testResult === undefined ? {} : { testResult });
    if (accepted) expect(ask()).toEqual(found);
    else expect(ask).toThrow(refusal);
  });

  const of = (change: Partial<typeof details>): TestResult => ({ ...honest, plugsmith: { ...details, ...change } });
  it.each<[string, unknown]>([
    ["another package", of({ digest: `sha256:${"0".repeat(64)}` })],
    ["another commit", of({ headSha: "f".repeat(40) })],
    ["another version", of({ plugin: { name: "bench-hello", version: "2.0.0" } })],
    ["another run than it names", of({ runId: "701" })],
    ["a run of another repository", { ...honest, url: "https://github.com/acme/forge-evil/actions/runs/700" }],
    ["a run that ended after people had approved", of({ endedAt: testTimes.now })],
    ["a verdict that its tests do not bear", { ...honest, failedTests: ["own-tests"] }],
    ["a predicate that breaks its schema", { ...honest, more: true }],
  ])("refuses one of %s", (_, predicate) => {
    expect(() => verify([predicate])).toThrow(refusal);
  });

  it("refuses two, for nobody could tell which one counts", () => {
    expect(() => verify([honest, honest])).toThrow(refusal);
  });
});

it.each([
  [[], [], "PASSED"],
  [["a"], [], "WARNED"],
  [["a"], ["b"], "FAILED"],
])("decides a verdict: warned %j, failed %j, %s", (warnedTests, failedTests, verdict) => {
  expect(decideResult({ warnedTests, failedTests })).toBe(verdict);
});
