import type { PluginApproval, TrustPolicy } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { approvalType, statementType, summaryType } from "./statement.ts";
import type { VerifiedStatement } from "./verify-bundle.ts";
import { isTwoPartyReviewed, twoPartyLevel, verifySummary } from "./verify-summary.ts";

const workflow = "https://github.com/plugsmith/plugsmith/.github/workflows/publish.yml";
const payload = "ab".repeat(32);
const sha = "b".repeat(40);
const predicate = {
  verifier: { id: workflow },
  timeVerified: "2026-06-01T12:00:00.000Z",
  resourceUri: "https://github.com/acme/forge/releases/download/acme-pay%401.0.0/acme-pay-1.0.0.zip",
  policy: { uri: `https://github.com/acme/forge/blob/${sha}/.github/forge.yml`, digest: { gitCommit: sha } },
  inputAttestations: [{ uri: approvalType, digest: { sha256: payload } }],
  verificationResult: "PASSED",
  verifiedLevels: [twoPartyLevel],
  slsaVersion: "1.2",
};
const summary = (change: object = {}) =>
  ({
    statement: {
      _type: statementType,
      subject: [{ name: "acme-pay-1.0.0.zip", digest: { sha256: payload } }],
      predicateType: summaryType,
      predicate: { ...predicate, ...change },
    },
  }) as unknown as VerifiedStatement;
const people = (...ids: readonly number[]) => ids.map((id) => ({ id }));
const verify = (statements: readonly VerifiedStatement[], required = 2, ids: readonly number[] = [1, 2]) =>
  verifySummary(statements, {
    policy: { signerWorkflow: workflow, repository: "acme/forge" } as TrustPolicy,
    approvals: { required, approvals: people(...ids) } as unknown as PluginApproval,
    approvalPayload: payload,
  });

describe("verifySummary", () => {
  it("believes a claim that the approvals bear out, and asks for none", () => {
    expect(verify([summary()])).toEqual([twoPartyLevel]);
    expect(verify([])).toEqual([]);
  });

  it.each<[string, object]>([
    ["of another workflow", { verifier: { id: `${workflow}x` } }],
    ["about another repository's package", { resourceUri: "https://github.com/acme/forge-evil/releases/download/a" }],
    ["of other approvals", { inputAttestations: [{ uri: approvalType, digest: { sha256: "0".repeat(64) } }] }],
    ["of another statement", { inputAttestations: [{ uri: "https://other.example", digest: { sha256: payload } }] }],
    ["that failed", { verificationResult: "FAILED" }],
    ["with a level that nobody checks", { verifiedLevels: ["SLSA_SOURCE_LEVEL_4"] }],
  ])("refuses a summary %s", (_what, change) => {
    expect(() => verify([summary(change)])).toThrow(expect.objectContaining({ code: "attestation_missing" }));
  });

  it("refuses two summaries, and a review by two people that was none", () => {
    expect(() => verify([summary(), summary()])).toThrow(expect.objectContaining({ code: "attestation_missing" }));
    for (const [required, ids] of [
      [1, [1, 2]],
      [2, [1]],
      [2, [1, 1]],
    ] as const)
      expect(() => verify([summary()], required, ids)).toThrow(
        expect.objectContaining({ code: "attestation_missing" }),
      );
  });
});

describe("isTwoPartyReviewed", () => {
  it("asks for two different people and a rule that demanded them", () => {
    expect(isTwoPartyReviewed({ required: 2, approvals: people(1, 2) })).toBe(true);
    expect(isTwoPartyReviewed({ required: 1, approvals: people(1, 2) })).toBe(false);
    expect(isTwoPartyReviewed({ required: 2, approvals: people(1, 1) })).toBe(false);
  });
});
