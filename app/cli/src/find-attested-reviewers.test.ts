import { describe, expect, it } from "vitest";
import { findAttestedReviewers } from "./find-attested-reviewers.ts";

const line = (predicateType: string, predicate: unknown) =>
  JSON.stringify({
    dsseEnvelope: { payload: Buffer.from(JSON.stringify({ predicateType, predicate })).toString("base64") },
  });

describe("findAttestedReviewers", () => {
  it("takes the people of the approval attestation only", () => {
    const bundles = [
      line("other/v1", { approvals: [{ id: 9, login: "x" }] }),
      line("approval/v1", { approvals: [{ id: 1, login: "ada" }] }),
    ];
    expect(findAttestedReviewers(bundles.join("\n"), "approval/v1").reviewers).toEqual([
      { id: 1, login: "ada", role: "approver", from: "1970-01-01T00:00:00Z" },
    ]);
  });

  it("finds nobody in what is not a bundle", () => {
    for (const text of ["", "{}", "not json", "null", line("approval/v1", null)])
      expect(findAttestedReviewers(text, "approval/v1").reviewers).toEqual([]);
  });
});
