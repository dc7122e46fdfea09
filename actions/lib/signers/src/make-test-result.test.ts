import type { StepResult, TestResult } from "@plugsmith/schemas";
import { makeStepResults, testHead, testTimes } from "@plugsmith/trust/testing";
import { describe, expect, it } from "vitest";
import { makeTestResult } from "./make-test-result.ts";

const digest = `sha256:${"ab".repeat(32)}`;
const evidenceOf = (result: StepResult | undefined) => ({ result: result as StepResult, digest });
const make = (given: Parameters<typeof makeStepResults>[1] = {}, pairs: StepResult[] = []) => {
  const { test, sandbox, package: packaged } = makeStepResults(digest, given);
  const statement = makeTestResult({
    zipName: "bench-hello-1.0.0.zip",
    digest,
    serverUrl: "https://github.com",
    repository: "acme/forge",
    headSha: testHead,
    tree: "e".repeat(40),
    plugin: { name: "bench-hello", version: "1.0.0" },
    evidence: {
      pipeline: {
        id: 700,
        endedAt: testTimes.pipelineEnd,
        workflows: [
          { path: "acme/forge/.github/workflows/forge-pipeline.yml@refs/heads/main", commit: "1".repeat(40) },
          { path: "acme/plugsmith/.github/workflows/pipeline.yml", commit: null },
        ],
      },
      test: evidenceOf(test),
      sandbox: evidenceOf(sandbox),
      package: evidenceOf(packaged),
      pairs: pairs.map(evidenceOf),
    },
  });
  return statement?.predicate as unknown as TestResult;
};

describe("makeTestResult", () => {
  it("names the other versions of the platform in which the run tried it, and says nothing where there are none", () => {
    const played = makeStepResults(digest, {
      sandbox: {
        sandbox: {
          ...{ driver: "wasm", level: "contract", network: "none", limits: {}, measurements: {} },
          versions: { wordpress: "6.4.5", php: "8.3" },
        },
      },
    })["sandbox"] as StepResult;
    expect(make({}, [played]).plugsmith.compatibility).toEqual([
      { driver: "wasm", level: "contract", versions: { wordpress: "6.4.5", php: "8.3" }, result: digest },
    ]);
    expect(make().plugsmith).not.toHaveProperty("compatibility");
  });

  it("sums a green run up, check by check, with what judged it", () => {
    const made = make();
    expect(made).toMatchObject({
      result: "PASSED",
      url: "https://github.com/acme/forge/actions/runs/700",
      passedTests: [
        "own-tests",
        "contract/events.device",
        "contract/lifecycle.load",
        "sandbox/life",
        "sandbox/boundary",
      ],
      warnedTests: [],
      failedTests: [],
      plugsmith: { judgedBy: "plugin", confinement: "os", notApplicable: ["contract/webhooks.payload_format"] },
    });
    expect(made.configuration).toEqual([
      {
        name: "plugins/bench-hello",
        uri: `git+https://github.com/acme/forge@${testHead}`,
        digest: { gitCommit: testHead, gitTree: "e".repeat(40) },
      },
      {
        name: "forge-pipeline.yml",
        uri: "git+https://github.com/acme/forge/.github/workflows/forge-pipeline.yml@refs/heads/main",
        digest: { gitCommit: "1".repeat(40) },
      },
      { name: "pipeline.yml", uri: "git+https://github.com/acme/plugsmith/.github/workflows/pipeline.yml" },
    ]);
  });

  const contract = [{ suite: "events", check: "declared", status: "passed" }];
  it.each<[string, Parameters<typeof makeStepResults>[1], string[]]>([
    [
      "the plugin judged itself",
      { test: { contract, facts: { contractBy: "self-reported" } } },
      ["contract/events.declared"],
    ],
    [
      "the plugin brought its judge",
      { test: { contract, facts: { contractBy: "own-driver" } } },
      ["contract/events.declared"],
    ],
    ["nobody says who judged", { test: { contract, facts: {} } }, ["contract/events.declared"]],
    ["tests were skipped", { test: { tests: { passed: 2, failed: 0, skipped: 1 } } }, ["own-tests"]],
    [
      "there was no boundary to attack",
      { sandbox: { confinement: "process", sandbox: undefined } },
      ["sandbox/boundary"],
    ],
  ])("warns where %s", (_, given, warnedTests) => {
    expect(make(given)).toMatchObject({ result: "WARNED", warnedTests });
  });

  it("names the platform only where it was really started", () => {
    expect(make().passedTests).not.toContain("sandbox/platform");
    const real = { driver: "wasm", level: "real", network: "none", limits: {}, versions: {}, measurements: {} };
    expect(make({ sandbox: { sandbox: real } })).toMatchObject({
      passedTests: expect.arrayContaining(["sandbox/platform"]),
      plugsmith: { sandbox: { driver: "wasm", level: "real" } },
    });
  });

  it("says failed of what failed", () => {
    const failed = { contract: [{ suite: "events", check: "declared", status: "failed" }] };
    expect(make({ test: failed })).toMatchObject({ result: "FAILED", failedTests: ["contract/events.declared"] });
  });

  it("signs no name that could be more than a name", () => {
    const odd = { contract: [{ suite: "events", check: "<b>`x`</b>", status: "passed" }] };
    expect(make({ test: odd })).toBeUndefined();
  });
});
