import { type LocalSigstore, makeLocalPolicy } from "@plugsmith/local";
import { computeDigest } from "@plugsmith/schemas";
import { makeApproval, makeKeylessSigner, makeProvenance, makeTestResult, signStatement } from "@plugsmith/signers";
import { decideQuorum } from "@plugsmith/trust";
import {
  makeQuorumFacts,
  makeReview,
  makeStepResults,
  testCommits,
  testHead,
  testTimes,
} from "@plugsmith/trust/testing";
import type { SignedFiles } from "../release/signed-files.ts";

const jobWorkflowRef = "acme/plugsmith/.github/workflows/publish.yml@refs/heads/main";
const signerSha = "c".repeat(40);

/** What the approved run found: a life in Node.js 24.21.0. */
function makeTests(
  input: Pick<Parameters<typeof makeTestResult>[0], "zipName" | "digest" | "repository" | "headSha" | "tree">,
) {
  const { test, sandbox, package: packaged } = makeStepResults(input.digest);
  if (!test || !sandbox || !packaged) throw new Error("a step is missing");
  const evidenceOf = (result: typeof test) => ({ result, digest: input.digest });
  const workflows = [
    { path: "acme/forge/.github/workflows/forge-pipeline.yml@refs/heads/main", commit: "1".repeat(40) },
  ];
  const pipeline = { id: 700, endedAt: testTimes.pipelineEnd, workflows };
  const steps = { test: evidenceOf(test), sandbox: evidenceOf(sandbox), package: evidenceOf(packaged), pairs: [] };
  const plugin = { name: "bench-hello", version: "1.0.0" };
  const made = makeTestResult({ ...input, serverUrl: "https://github.com", plugin, evidence: { pipeline, ...steps } });
  if (!made) throw new Error("the results cannot be attested");
  return made;
}

/**
 * What the sign step leaves for bench-hello 1.0.0, signed by the local stand-ins. Each time with other bytes.
 * @param attested false: the approved run's results were gone.
 */
export async function signTestPackage(
  sigstore: LocalSigstore,
  zip: Uint8Array,
  attested = false,
): Promise<SignedFiles> {
  const name = "bench-hello";
  const zipName = `${name}-1.0.0.zip`;
  const digest = computeDigest(zip);
  const { url } = sigstore;
  const claims = {
    sub: "repo:acme/forge:ref:refs/heads/main",
    repository: "acme/forge",
    repository_id: "42",
    ref: "refs/heads/main",
    event_name: "workflow_dispatch",
    job_workflow_ref: jobWorkflowRef,
    job_workflow_sha: signerSha,
    runner_environment: "github-hosted",
    run_id: "1001",
    run_attempt: "1",
  };
  const config = { mode: "keyless-public", fulcioUrl: url, rekorUrl: url, timestampUrl: url } as const;
  const setup = makeKeylessSigner(config, { getToken: async () => sigstore.mintToken(claims) });
  const shared = { zipName, digest, repository: "acme/forge", headSha: testHead, tree: testCommits.tree };
  const provenance = makeProvenance({
    ...shared,
    serverUrl: "https://github.com",
    name,
    jobWorkflowRef,
    workflowRef: "acme/forge/.github/workflows/forge-publish.yml@refs/heads/main",
    workflowSha: "1".repeat(40),
    runId: "1001",
    runAttempt: "1",
    eventName: "workflow_dispatch",
    runnerEnvironment: "github-hosted",
    startedAt: testTimes.now,
  });
  const approval = makeApproval({
    ...shared,
    repositoryId: "42",
    pullRequest: 2,
    request: 1,
    plugin: { name, version: "1.0.0" },
    quorum: decideQuorum(makeQuorumFacts({ reviews: [makeReview(1), makeReview(2)] })),
    excluded: [],
    decidedAt: testTimes.now,
  });
  const statements = [provenance, approval, ...(attested ? [makeTests(shared)] : [])];
  const lines = await Promise.all(statements.map((statement) => signStatement(statement, setup)));
  const policy = makeLocalPolicy({
    sigstore,
    signerWorkflow: "https://github.com/acme/plugsmith/.github/workflows/publish.yml",
    signers: [signerSha],
    repository: "acme/forge",
    repositoryId: "42",
    runnerEnvironment: "github-hosted",
  });
  return {
    version: "1.0.0",
    zip,
    sbom: Buffer.from("{}"),
    bundles: `${lines.map((line) => JSON.stringify(line)).join("\n")}\n`,
    policy: JSON.stringify(policy),
    trustedRoot: null,
  };
}
