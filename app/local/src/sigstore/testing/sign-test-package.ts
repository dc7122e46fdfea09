import { computeDigest, type KeylessPolicy, type StepResult } from "@plugsmith/schemas";
import {
  makeApproval,
  makeKeylessSigner,
  makeProvenance,
  makeStatement,
  makeTestResult,
  signStatement,
  type TestResultInput,
} from "@plugsmith/signers";
import {
  bomType,
  decideQuorum,
  type PackageEvidence,
  readArchive,
  type Statement,
  type VerifiedPackage,
  verifyPackage,
  verifyPackageIndex,
} from "@plugsmith/trust";
import {
  makeBom,
  makePackage,
  makeQuorumFacts,
  makeReview,
  makeReviewers,
  makeStepResults,
  testHead,
  testTimes,
} from "@plugsmith/trust/testing";
import { startLocalSigstore } from "../local-sigstore.ts";
import { makeLocalPolicy } from "../make-local-policy.ts";
import { makeTestClaims, testForge } from "./test-claims.ts";

export const zip = makePackage();
export const digest = computeDigest(zip);
export const zipName = "bench-hello-1.0.0.zip";
const testArchive = await readArchive(zip);
const tree = "e".repeat(40);
const jobWorkflowRef = `acme/plugsmith/.github/workflows/publish.yml@${"c".repeat(40)}`;

export const makeTestProvenance = (given = {}) =>
  makeProvenance({
    zipName,
    digest,
    serverUrl: "https://github.com",
    repository: "acme/forge",
    headSha: testHead,
    tree,
    name: "bench-hello",
    jobWorkflowRef,
    workflowRef: "acme/forge/.github/workflows/forge-publish.yml@refs/heads/main",
    workflowSha: "d".repeat(40),
    runId: "1001",
    runAttempt: "1",
    eventName: "workflow_dispatch",
    runnerEnvironment: "github-hosted",
    startedAt: testTimes.now,
    ...given,
  });

export const approvalInput = {
  zipName,
  digest,
  repository: "acme/forge",
  repositoryId: "42",
  pullRequest: 2,
  request: 1,
  headSha: testHead,
  tree,
  plugin: { name: "bench-hello", version: "1.0.0" },
  quorum: decideQuorum(makeQuorumFacts({ reviews: [makeReview(1), makeReview(2)] })),
  excluded: [{ id: 5, login: "rita", reason: "requester" as const }],
  decidedAt: testTimes.now,
};
/** What the pipeline run 700 found of the test package, or of other bytes of the same plugin. */
export const makeTestTestResult = (
  given: Partial<Pick<TestResultInput, "zipName" | "digest" | "plugin">> = {},
): Statement => {
  const { test, sandbox, package: packaged } = makeStepResults(given.digest ?? digest);
  const evidenceOf = (result: StepResult | undefined) => ({ result: result as StepResult, digest });
  const made = makeTestResult({
    ...approvalInput,
    ...given,
    serverUrl: "https://github.com",
    evidence: {
      pipeline: { id: 700, endedAt: testTimes.pipelineEnd, workflows: [] },
      test: evidenceOf(test),
      sandbox: evidenceOf(sandbox),
      package: evidenceOf(packaged),
      pairs: [],
    },
  });
  if (!made) throw new Error("the results cannot be attested");
  return made;
};
/** The bill of materials of the test package. */
export const makeTestBom = (): Statement =>
  makeStatement({ zipName, digest }, bomType, { ...makeBom({ digest, ...verifyPackageIndex(testArchive) }) });

export const makeTestApproval = (given = {}) => makeApproval({ ...approvalInput, ...given });
/** The approval with its predicate changed behind the builder's back. */
export const forgeApproval = (change: object): Statement => {
  const honest = makeTestApproval();
  return { ...honest, predicate: { ...honest.predicate, ...change } };
};

export interface TestSigning {
  readonly policy: KeylessPolicy;
  /** Text of a bundle file with these statements; `claims` change the token that signs. */
  sign(statements: readonly Statement[], claims?: object): Promise<string>;
  verify(bundles: string, given?: Partial<PackageEvidence>): Promise<VerifiedPackage>;
  close(): Promise<void>;
}

/** The local services, a policy that trusts them, and the test package's statements signed by them. */
export async function startTestSigning({
  rekorVersion = 1,
  ...options
}: Parameters<typeof startLocalSigstore>[0] & { readonly rekorVersion?: 1 | 2 } = {}): Promise<TestSigning> {
  const sigstore = await startLocalSigstore(options);
  const policy = makeLocalPolicy({ sigstore, ...testForge });
  const { url } = sigstore;
  const urls = { fulcioUrl: url, rekorUrl: url, timestampUrl: url };
  const config = { mode: "keyless-public", rekorVersion, ...urls } as const;
  return {
    policy,
    async sign(statements, claims = {}) {
      const getToken = async () => sigstore.mintToken(makeTestClaims({ ...claims }));
      const lines: string[] = [];
      // A new signer has a new key: swapped certificates must not fit by chance.
      for (const statement of statements)
        lines.push(JSON.stringify(await signStatement(statement, makeKeylessSigner(config, { getToken }))));
      return `${lines.join("\n")}\n`;
    },
    verify: (bundles, given = {}) =>
      verifyPackage({ zip, bundles, policy, reviewers: makeReviewers(1, 2, 3), revocations: [], ...given }),
    close: () => sigstore.close(),
  };
}
