import { type LocalSigstore, makeLocalPolicy } from "@plugsmith/local";
import { computeDigest } from "@plugsmith/schemas";
import { makeApproval, makeKeylessSigner, makeProvenance, signStatement } from "@plugsmith/signers";
import { decideQuorum } from "@plugsmith/trust";
import { makeQuorumFacts, makeReview, testCommits, testHead, testTimes } from "@plugsmith/trust/testing";
import type { SignedFiles } from "../release/signed-files.ts";

const jobWorkflowRef = "acme/plugsmith/.github/workflows/publish.yml@refs/heads/main";
const signerSha = "c".repeat(40);

/** What the sign step leaves for bench-hello 1.0.0, signed by the local stand-ins. Each time with other bytes. */
export async function signTestPackage(sigstore: LocalSigstore, zip: Uint8Array): Promise<SignedFiles> {
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
  const lines = [await signStatement(provenance, setup), await signStatement(approval, setup)];
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
