import { computeDigest, type KeylessPolicy, type TrustPolicy } from "@plugsmith/schemas";
import type { SignedTrust } from "@plugsmith/trust";
import { makePackage, makePolicy, makeReviewers } from "@plugsmith/trust/testing";
import { describe, expect, it } from "vitest";
import { makeRelease } from "../testing/make-facts.ts";
import { createReleaseVerifier } from "./verify-release.ts";

const zip = makePackage();
const release = makeRelease({ name: "bench-hello", digest: computeDigest(zip) });
const evidence = { release, zip, bundles: "", reviewers: makeReviewers(1, 2), revocations: [] };

describe("createReleaseVerifier, over the real trust package", () => {
  const verify = createReleaseVerifier(
    () => makePolicy() as TrustPolicy,
    () => null,
  );

  it("refuses a package without attestations, other bytes than promised, and what is revoked", async () => {
    await expect(verify(evidence)).rejects.toMatchObject({
      code: expect.stringMatching(/attestation_missing|bundle_invalid/),
    });
    await expect(verify({ ...evidence, zip: Buffer.from("other") })).rejects.toMatchObject({ code: "digest_mismatch" });
    const revocation = {
      name: "bench-hello",
      version: "1.0.0",
      digest: release.digest,
      state: "revoked" as const,
      reason: "",
      by: [],
    };
    await expect(verify({ ...evidence, revocations: [revocation] })).rejects.toMatchObject({ code: "version_revoked" });
  });

  it("asks what people have signed in the registry each time, where the policy leaves its signers to it", async () => {
    const policy = { ...(makePolicy() as KeylessPolicy), signers: "registry" as const };
    const entry = { workflow: policy.signerWorkflow, digest: "c".repeat(40), from: "2026-01-01T00:00:00Z" };
    const signers = { schemaVersion: 1 as const, signers: [entry] };
    let trust: SignedTrust | null = null;
    const judge = createReleaseVerifier(
      () => policy,
      () => trust,
    );
    await expect(judge(evidence)).rejects.toMatchObject({ code: "policy_invalid" });
    trust = { signers, trustedRoot: null };
    await expect(judge(evidence)).rejects.toMatchObject({ code: "bundle_invalid" });
    trust = { signers: { ...signers, signers: [{ ...entry, workflow: `${entry.workflow}x` }] }, trustedRoot: null };
    await expect(judge(evidence)).rejects.toMatchObject({ code: "policy_invalid" });
  });

  it("says that reviewers are not known yet instead of counting nobody", async () => {
    await expect(verify({ ...evidence, reviewers: undefined })).rejects.toMatchObject({ code: "quorum_missing" });
  });
});
