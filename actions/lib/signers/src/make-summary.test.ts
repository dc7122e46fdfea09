import { createHash } from "node:crypto";
import { decideQuorum, summaryType } from "@plugsmith/trust";
import { makeQuorumFacts, makeReview, testHead, testTimes } from "@plugsmith/trust/testing";
import { describe, expect, it } from "vitest";
import { makeApproval } from "./make-approval.ts";
import { makeSummary } from "./make-summary.ts";

const quorum = decideQuorum(makeQuorumFacts({ reviews: [makeReview(1), makeReview(2)] }));
const shared = { zipName: "bench-hello-1.0.0.zip", digest: `sha256:${"1".repeat(64)}`, repository: "acme/forge" };
const plugin = { name: "bench-hello", version: "1.0.0" };
const approval = makeApproval({
  ...shared,
  repositoryId: "42",
  pullRequest: 2,
  request: 1,
  headSha: testHead,
  tree: "e".repeat(40),
  plugin,
  quorum,
  excluded: [],
  decidedAt: testTimes.now,
});
const make = (given: object = {}) =>
  makeSummary({
    ...shared,
    serverUrl: "https://github.com",
    plugin,
    mergeSha: "b".repeat(40),
    signerWorkflow: "https://github.com/plugsmith/plugsmith/.github/workflows/publish.yml",
    quorum,
    approval,
    at: testTimes.now,
    ...given,
  });

describe("makeSummary", () => {
  it("claims two parties about the very bytes of the approval statement", () => {
    const statement = make();
    expect(statement?.predicateType).toBe(summaryType);
    const sha256 = createHash("sha256").update(JSON.stringify(approval)).digest("hex");
    expect(statement?.predicate).toMatchObject({
      verifiedLevels: ["SLSA_SOURCE_TWO_PARTY_REVIEWED"],
      verificationResult: "PASSED",
      resourceUri: "https://github.com/acme/forge/releases/download/bench-hello%401.0.0/bench-hello-1.0.0.zip",
      inputAttestations: [{ digest: { sha256 } }],
    });
  });

  it("claims nothing where one approver was enough, or one person counts", () => {
    expect(make({ quorum: { ...quorum, required: 1 } })).toBeNull();
    expect(make({ quorum: { ...quorum, counted: quorum.counted.slice(0, 1) } })).toBeNull();
  });

  it("makes no statement that a verifier could not read", () => {
    expect(() => make({ mergeSha: "main" })).toThrow(expect.objectContaining({ code: "signing_failed" }));
  });
});
