import { computeDigest, type StepResult } from "@plugsmith/schemas";
import { readArchive, verifyPackageIndex } from "@plugsmith/trust";
import { gatherPublication } from "@plugsmith/trust/github";
import {
  fakeGitHubApi,
  makeBom,
  makeForge,
  makePackage,
  makeReviewers,
  makeStepResults,
  testCommits,
  testHead,
  testTimes,
} from "@plugsmith/trust/testing";
import { expect, it } from "vitest";
import { makeStatements, nameWorkflow } from "./make-statements.ts";

const zip = makePackage();
const digest = computeDigest(zip);
const contents = verifyPackageIndex(await readArchive(zip));
const inputs = {
  zipDir: "/zip",
  outDir: "/out",
  name: "bench-hello",
  headSha: testHead,
  digest,
  mergeSha: testCommits.merge,
  pullRequest: 2,
  request: 1,
};
const claims = {
  issuer: "https://issuer.test",
  jobWorkflowRef: `acme/plugsmith/.github/workflows/publish.yml@${"c".repeat(40)}`,
  jobWorkflowSha: "c".repeat(40),
  workflowRef: "acme/forge/.github/workflows/forge-publish.yml@refs/heads/main",
  workflowSha: "1".repeat(40),
  runId: "1001",
  runAttempt: "1",
  eventName: "workflow_dispatch",
  runnerEnvironment: "github-hosted",
} as const;
const publication = await gatherPublication(fakeGitHubApi(makeForge()), {
  ...{ repository: "acme/forge", name: "bench-hello", headSha: testHead, pullRequest: 2, digest },
  ...{ reviewers: makeReviewers(1, 2, 3), now: testTimes.now, loadYaml: JSON.parse },
  registry: { plugins: [] } as never,
});
const pipeline = { id: 700, endedAt: testTimes.pipelineEnd, workflows: [] };
const evidenceOf = (given: Parameters<typeof makeStepResults>[1] = {}) => {
  const results = makeStepResults(digest, given);
  const of = (step: string) => ({ result: results[step] as StepResult, digest });
  return {
    kind: "read",
    evidence: { pipeline, test: of("test"), sandbox: of("sandbox"), package: of("package"), pairs: [] },
  } as const;
};
const make = (tests: Parameters<typeof makeStatements>[0]["tests"]) =>
  makeStatements({
    ...{ inputs, repository: "acme/forge", publication, claims, tests, index: contents.index, at: testTimes.now },
    sbom: Buffer.from(JSON.stringify(makeBom({ digest, ...contents }))),
  });

it("says everything that can be said, about this package and no other", () => {
  const { statements, missing } = make(evidenceOf());
  expect(missing).toEqual([]);
  expect(statements).toHaveLength(5);
  const subjects = statements.map(({ subject }) => subject[0].digest.sha256);
  expect(new Set(subjects)).toEqual(new Set([digest.slice("sha256:".length)]));
});

it.each([
  [
    "the run left nothing",
    { kind: "unusable", why: "the pipeline run left no results" } as const,
    "the pipeline run left no results",
  ],
  [
    "a check has a name that is more than a name",
    evidenceOf({ test: { contract: [{ suite: "events", check: "a b", status: "passed" }] } }),
    "the run's results name a check that cannot be attested",
  ],
])("leaves the test result out and says why: %s", (_, tests, why) => {
  const { statements, missing } = make(tests);
  expect(missing).toEqual([`No test result is attested: ${why}.`]);
  expect(statements).toHaveLength(4);
});

it("names the workflow without its commit, which a policy names by itself", () => {
  expect(nameWorkflow(claims)).toBe("https://github.com/acme/plugsmith/.github/workflows/publish.yml");
});
