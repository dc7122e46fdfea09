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

  const played = (wordpress: string, change: object = {}) => ({
    ...makeStepResults(digest)["sandbox"],
    sandbox: {
      ...{ driver: "wasm", level: "contract", network: "none", limits: {}, measurements: {} },
      versions: { wordpress, php: "8.3" },
    },
    ...change,
  });
  const pairOf = (content: unknown, given: Partial<FakeArtifact> = {}) =>
    makeResultsArtifact(
      { "compatibility-6.4-8.3": content },
      { id: 900, name: "forge-compatibility-6.4-8.3", ...given },
    );
  const readPairs = async (...artifacts: FakeArtifact[]) => {
    const found = await read([makeResultsArtifact(honest), ...artifacts]);
    if (found.kind !== "read") throw new Error(found.why);
    return found.evidence.pairs.map(({ result }) => result.sandbox?.versions["wordpress"]);
  };

  it("reads what the run saw with the listed pairs of versions, the newest of each, in one order", async () => {
    const other = { "compatibility-6.2-8.3": played("6.2.6") };
    expect(
      await readPairs(
        pairOf(played("6.4.1"), { id: 899 }),
        pairOf(played("6.4.5")),
        makeResultsArtifact(other, { id: 901, name: "forge-compatibility-6.2-8.3" }),
      ),
    ).toEqual(["6.2.6", "6.4.5"]);
    expect(await readPairs()).toEqual([]);
  });

  it("takes a package of PHP, which has no WordPress, by the release of PHP in the pair's name", async () => {
    const used = (php: string) => ({
      ...makeStepResults(digest)["sandbox"],
      sandbox: {
        ...{ driver: "wasm", level: "real", network: "none", limits: {}, measurements: {} },
        versions: { node: "24.21.0", php },
      },
    });
    expect(await readPairs(pairOf(used("8.3.1")))).toEqual([undefined]);
    expect(await readPairs(pairOf(used("8.2.36")))).toEqual([]);
    expect(await readPairs(pairOf(used("8.30.1")))).toEqual([]);
  });

  it.each<[string, FakeArtifact]>([
    ["failed", pairOf(played("6.4.5", { status: "failed", code: "sandbox_failed" }))],
    ["is of another commit", pairOf(played("6.4.5", { headSha: "f".repeat(40) }))],
    ["is of another plugin", pairOf(played("6.4.5", { plugin: { name: "other", version: "1.0.0" } }))],
    ["was played in another release than its name says", pairOf(played("6.5.5"))],
    ["was not played in WordPress", pairOf(honest["sandbox"])],
    ["is the result of another step", pairOf(honest["package"])],
    ["expired", pairOf(played("6.4.5"), { expired: true })],
    ["is too large", pairOf(played("6.4.5"), { size: 3e6 })],
    ["is no archive", pairOf(played("6.4.5"), { bytes: "AAAA" })],
    ["has a name that is no pair", pairOf(played("6.4.5"), { name: "forge-compatibility-6.4" })],
  ])("leaves out a pair whose result %s, and keeps the rest", async (_what, artifact) => {
    expect(await readPairs(artifact)).toEqual([]);
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
