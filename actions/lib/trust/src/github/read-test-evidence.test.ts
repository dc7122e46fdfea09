import { describe, expect, it } from "vitest";
import { fakeGitHubApi } from "../testing/fake-github-api.ts";
import { type FakeArtifact, makeResultsArtifact, makeStepResults } from "../testing/fake-github-artifacts.ts";
import { testHead, testTimes } from "../testing/make-facts.ts";
import { makeForge } from "../testing/make-forge.ts";
import { readTestEvidence } from "./read-test-evidence.ts";

const digest = `sha256:${"ab".repeat(32)}`;
const read = (artifacts: FakeArtifact[]) =>
  readTestEvidence(fakeGitHubApi(makeForge({ artifacts })), {
    repository: "acme/forge",
    pipeline: { id: 700, endedAt: testTimes.pipelineEnd, workflows: [] },
    plugin: { name: "bench-hello", version: "1.0.0" },
    headSha: testHead,
    digest,
  });
const honest = makeStepResults(digest);

describe("readTestEvidence", () => {
  it("answers the three results with the digests of their bytes", async () => {
    const found = await read([makeResultsArtifact({ ...honest, build: "{}", "contract.junit": "<x/>" })]);
    expect(found).toMatchObject({
      kind: "read",
      evidence: { pipeline: { id: 700 }, test: { result: { tests: { passed: 12 } } } },
    });
    const { evidence } = found as Extract<typeof found, { kind: "read" }>;
    expect(evidence.package.digest).toMatch(/^sha256:[0-9a-f]{64}$/u);
    expect(new Set([evidence.test.digest, evidence.sandbox.digest, evidence.package.digest]).size).toBe(3);
  });

  it("takes the newest artifact of the run, as those do who read the digest", async () => {
    const older = makeResultsArtifact({ test: "{}" }, { id: 700 });
    const foreign = makeResultsArtifact({ test: "{}" }, { id: 999, runId: 701 });
    const named = makeResultsArtifact({ test: "{}" }, { id: 998, name: "forge-package" });
    expect(await read([older, makeResultsArtifact(honest), foreign, named])).toMatchObject({ kind: "read" });
  });

  const other = (step: "test" | "sandbox" | "package", change: object) => makeStepResults(digest, { [step]: change });
  it.each<[string, string, FakeArtifact[]]>([
    ["no artifact", "the pipeline run left no results", []],
    [
      "an artifact that expired",
      "GitHub keeps the run's results no longer",
      [makeResultsArtifact(honest, { expired: true })],
    ],
    ["an artifact that is too large", "the run's results are too large", [makeResultsArtifact(honest, { size: 3e6 })]],
    ["bytes that are no archive", "the run's results cannot be read", [makeResultsArtifact({}, { bytes: "AAAA" })]],
    ["a missing step", "the run's results lack a step", [makeResultsArtifact({ test: honest["test"] })]],
    ["a result that breaks its schema", "lack a step", [makeResultsArtifact({ ...honest, test: { step: "test" } })]],
    [
      "a result under another step's name",
      "lack a step",
      [makeResultsArtifact({ ...honest, test: honest["package"] })],
    ],
    ["a result that is not JSON", "lack a step", [makeResultsArtifact({ ...honest, sandbox: "{" })]],
    [
      "a step that is there twice",
      "cannot be read",
      [makeResultsArtifact({ ...honest, "results/test": honest["test"] })],
    ],
    ["a file larger than a result", "cannot be read", [makeResultsArtifact({ ...honest, test: " ".repeat(600_000) })]],
    [
      "a test that failed",
      "the result of step test did not succeed",
      [makeResultsArtifact(other("test", { status: "failed" }))],
    ],
    ["another commit", "is of another commit", [makeResultsArtifact(other("sandbox", { headSha: "b".repeat(40) }))]],
    [
      "another version",
      "of another plugin or version",
      [makeResultsArtifact(other("test", { plugin: { name: "bench-hello", version: "2.0.0" } }))],
    ],
    [
      "other bytes",
      "the run packed other bytes than are signed here",
      [makeResultsArtifact(other("package", { digest: `sha256:${"0".repeat(64)}` }))],
    ],
  ])("has no use for %s, and says why", async (_, why, artifacts) => {
    expect(await read(artifacts)).toMatchObject({ kind: "unusable", why: expect.stringContaining(why) });
  });
});
