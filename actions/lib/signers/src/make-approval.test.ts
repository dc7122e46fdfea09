import { approvalType, decideQuorum } from "@plugsmith/trust";
import { makeQuorumFacts, makeReview, testHead, testTimes } from "@plugsmith/trust/testing";
import { describe, expect, it } from "vitest";
import { makeApproval } from "./make-approval.ts";

const make = (given = {}) =>
  makeApproval({
    zipName: "bench-hello-1.0.0.zip",
    digest: `sha256:${"1".repeat(64)}`,
    repository: "acme/forge",
    repositoryId: "42",
    pullRequest: 2,
    request: 1,
    headSha: testHead,
    tree: "e".repeat(40),
    plugin: { name: "bench-hello", version: "1.0.0" },
    quorum: decideQuorum(makeQuorumFacts({ reviews: [makeReview(1), makeReview(2)] })),
    excluded: [
      { id: 5, login: "rita", reason: "requester" },
      { id: null, login: "ghost", reason: "co_author" },
    ],
    decidedAt: testTimes.now,
    ...given,
  });

describe("makeApproval", () => {
  it("states who was counted for which bytes, and who could not be", () => {
    const statement = make();
    expect(statement.predicateType).toBe(approvalType);
    expect(statement.subject[0].digest.sha256).toBe("1".repeat(64));
    expect(statement.predicate).toMatchObject({
      approvals: [{ id: 1 }, { id: 2 }],
      excluded: [{ id: 5, login: "rita", reason: "requester" }],
    });
  });

  it("keeps the reviewers' signatures where the forge demanded them", () => {
    const signature = "-----BEGIN SSH SIGNATURE-----\nU1NIU0lH\n-----END SSH SIGNATURE-----";
    const quorum = decideQuorum(makeQuorumFacts({ reviews: [makeReview(1), makeReview(2)] }));
    const [first, second] = quorum.counted;
    const { approvals } = make({ quorum, signatures: { [first?.reviewId ?? 0]: signature } }).predicate as {
      approvals: { reviewId: number; signature?: string }[];
    };
    expect(approvals).toMatchObject([{ reviewId: first?.reviewId, signature }, { reviewId: second?.reviewId }]);
    expect(approvals[1]).not.toHaveProperty("signature");
  });

  it("states nothing without a quorum", () => {
    const quorum = decideQuorum(makeQuorumFacts({ reviews: [makeReview(1)] }));
    expect(() => make({ quorum })).toThrow(expect.objectContaining({ code: "quorum_missing" }));
  });

  it("makes no statement that a verifier could not read", () => {
    expect(() => make({ request: 0 })).toThrow(expect.objectContaining({ code: "signing_failed" }));
  });
});
