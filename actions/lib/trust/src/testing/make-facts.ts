import type { KeylessPolicy, KeyPolicy, Reviewers } from "@plugsmith/schemas";
import type { QuorumFacts, ReviewFact } from "../quorum/quorum.ts";

/** Numbers and times that the builders below share. */
export const testHead = "a".repeat(40);
export const testTimes = {
  roleFrom: "2026-01-01T00:00:00Z",
  pipelineEnd: "2026-06-01T10:00:00Z",
  review: "2026-06-01T11:00:00Z",
  now: "2026-06-01T12:00:00Z",
} as const;

let reviewNumber = 0;

/** An approval of `testHead` by the person with that id, after the pipeline. */
export function makeReview(userId: number, given: Partial<ReviewFact> = {}): ReviewFact {
  reviewNumber += 1;
  return {
    id: reviewNumber,
    user: { id: userId, login: `user-${userId}`, type: "User" },
    state: "APPROVED",
    commitId: testHead,
    submittedAt: testTimes.review,
    ...given,
  };
}

/** The approver role for these ids, from the start of the year, without an end. */
export function makeReviewers(...ids: number[]): Reviewers {
  return {
    schemaVersion: 1,
    reviewers: ids.map((id) => ({ id, login: `user-${id}`, role: "approver", from: testTimes.roleFrom })),
  };
}

/** Facts in which approvers 1, 2 and 3 exist, nobody is excluded and nobody has reviewed; two approvals are required. */
export function makeQuorumFacts(given: Partial<QuorumFacts> = {}): QuorumFacts {
  return {
    headSha: testHead,
    digestKnownSince: testTimes.pipelineEnd,
    required: 2,
    reviews: [],
    reviewers: makeReviewers(1, 2, 3),
    excluded: [],
    now: testTimes.now,
    ...given,
  };
}

/** A policy for acme/forge, valid but for its empty trusted root. */
export function makePolicy(given: Partial<KeylessPolicy> = {}): KeylessPolicy {
  return {
    schemaVersion: 1,
    mode: "keyless-public",
    issuer: "https://token.actions.githubusercontent.com",
    signerWorkflow: "https://github.com/acme/plugsmith/.github/workflows/publish.yml",
    signers: ["c".repeat(40)],
    repository: "acme/forge",
    repositoryId: "42",
    sourceRef: "refs/heads/main",
    trigger: "workflow_dispatch",
    runnerEnvironment: "github-hosted",
    thresholds: { log: 1, certificateLog: 1, timestamp: 1 },
    approvals: { required: 2 },
    trustedRoot: {},
    ...given,
  };
}

/** A policy of these public keys (SPKI PEM) for acme/forge: one signature, no log, no timestamp. */
export function makeKeyPolicy(publicKeys: readonly string[], given: Partial<KeyPolicy> = {}): KeyPolicy {
  const { signerWorkflow, repository, repositoryId, approvals } = makePolicy();
  return {
    schemaVersion: 1,
    mode: "key",
    keys: publicKeys.map((publicKey) => ({ publicKey })),
    signerWorkflow,
    repository,
    repositoryId,
    thresholds: { signatures: 1, log: 0, timestamp: 0 },
    approvals,
    ...given,
  };
}
