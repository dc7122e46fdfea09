import { computeDigest } from "@plugsmith/schemas";
import { decideQuorum, type Statement } from "@plugsmith/trust";
import { makePackage, makePolicy, makeQuorumFacts, makeReview, testHead, testTimes } from "@plugsmith/trust/testing";
import type { Witness } from "@sigstore/sign";
import { makeKeySigner } from "../key-signer.ts";
import type { SigningSetup } from "../keyless-signer.ts";
import { makeApproval } from "../make-approval.ts";
import { makeProvenance } from "../make-provenance.ts";
import { signStatement } from "../sign-statement.ts";
import { type TestKey, testPassphrase } from "./make-test-key.ts";

export const testZip = makePackage();
export const testZipName = "bench-hello-1.0.0.zip";

/** Provenance and approvals of the test package in acme/forge; what is given replaces fields of both. */
export function makeTestStatements(
  given: { readonly digest?: string; readonly jobWorkflowRef?: string } = {},
): Statement[] {
  const { repository, repositoryId, signerWorkflow } = makePolicy();
  const shared = {
    zipName: testZipName,
    digest: computeDigest(testZip),
    repository,
    headSha: testHead,
    tree: "e".repeat(40),
    ...given,
  };
  const provenance = makeProvenance({
    jobWorkflowRef: `${new URL(signerWorkflow).pathname.slice(1)}@${"c".repeat(40)}`,
    ...shared,
    serverUrl: "https://github.com",
    name: "bench-hello",
    workflowRef: "acme/forge/.github/workflows/forge-publish.yml@refs/heads/main",
    workflowSha: "d".repeat(40),
    runId: "1001",
    runAttempt: "1",
    eventName: "workflow_dispatch",
    runnerEnvironment: "github-hosted",
    startedAt: testTimes.now,
  });
  const approval = makeApproval({
    ...shared,
    repositoryId,
    pullRequest: 2,
    request: 1,
    plugin: { name: "bench-hello", version: "1.0.0" },
    quorum: decideQuorum(makeQuorumFacts({ reviews: [makeReview(1), makeReview(2)] })),
    excluded: [],
    decidedAt: testTimes.now,
  });
  return [provenance, approval];
}

const statementsOnce = makeTestStatements();

export const setUpKey = (key: TestKey, witnesses: readonly Witness[] = []): SigningSetup => ({
  signer: makeKeySigner(key.privateKey, testPassphrase),
  witnesses,
});

/** Text of a bundle file: every statement signed by every setup. */
export async function signLines(setups: readonly SigningSetup[], statements = statementsOnce): Promise<string> {
  const lines: string[] = [];
  for (const setup of setups)
    for (const statement of statements) lines.push(JSON.stringify(await signStatement(statement, setup)));
  return `${lines.join("\n")}\n`;
}
