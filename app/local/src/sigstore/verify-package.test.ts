import type { TrustPolicy } from "@plugsmith/schemas";
import { makeStatement } from "@plugsmith/signers";
import type { Statement } from "@plugsmith/trust";
import { testHead, testTimes } from "@plugsmith/trust/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  approvalInput,
  digest,
  forgeApproval,
  makeTestApproval,
  makeTestProvenance,
  startTestSigning,
  type TestSigning,
  zipName,
} from "./testing/sign-test-package.ts";

let signing: TestSigning;
let policy: TrustPolicy;
let honest: string;
beforeAll(async () => {
  signing = await startTestSigning();
  policy = signing.policy;
  honest = await signing.sign([makeTestProvenance(), makeTestApproval()]);
});
afterAll(() => signing.close());
const verify: TestSigning["verify"] = (bundles, given) => signing.verify(bundles, given);
const sign: TestSigning["sign"] = (statements, claims) => signing.sign(statements, claims);

describe("verifyPackage, over the real verifier and the local services", () => {
  it("answers the files, the facts and what was and was not proved", async () => {
    const expected = { name: "bench-hello", version: "1.0.0", digest, minimumVersion: "0.9.0" };
    const found = await verify(honest, { expected });
    expect(found).toMatchObject({
      digest,
      manifest: { name: "bench-hello" },
      provenance: { headSha: testHead, invocation: "https://github.com/acme/forge/actions/runs/1001/attempts/1" },
      approvals: { pullRequest: 2 },
    });
    expect(found.files.map((file) => file.path)).toContain("entry.mjs");
    expect(found.proved.join(" ")).toContain("user-1, user-2");
    expect(found.notProved.length).toBeGreaterThan(0);
  });

  it("takes further signed attestations of the same workflow without minding them", async () => {
    const extra = makeStatement({ zipName, digest }, "https://example.com/more/v1\u001b[2J", {});
    const found = await verify(honest + (await sign([extra])));
    expect(found.attestations.at(-1)).toMatchObject({
      title: "https://example.com/more/v1?[2J",
      notProved: ["What it says: this version of Plugsmith does not know it, and judged only its signature."],
    });
  });

  const identities: [string, string, object][] = [
    [
      "another workflow",
      "signerWorkflow",
      { job_workflow_ref: "acme/plugsmith/.github/workflows/other.yml@refs/heads/main" },
    ],
    [
      "a repository whose name only begins the same",
      "signerWorkflow",
      { job_workflow_ref: "acme/plugsmith-evil/.github/workflows/publish.yml@refs/heads/main" },
    ],
    [
      "a file whose name only begins the same",
      "signerWorkflow",
      { job_workflow_ref: "acme/plugsmith/.github/workflows/publish.yml@x.yml@refs/heads/main" },
    ],
    ["another commit of the workflow", "buildSignerDigest", { job_workflow_sha: "0".repeat(40) }],
    ["another repository id", "sourceRepositoryId", { repository_id: "43" }],
    ["another repository", "sourceRepositoryUri", { repository: "evil/forge" }],
    ["another branch", "sourceRef", { ref: "refs/heads/feature" }],
    ["another trigger", "trigger", { event_name: "pull_request_target" }],
    ["another kind of runner", "runnerEnvironment", { runner_environment: "self-hosted" }],
    ["no kind of runner", "runnerEnvironment", { runner_environment: undefined }],
  ];
  it.each(identities)("refuses what %s signed, naming the field %s", async (_, field, claims) => {
    const bundles = await sign([makeTestProvenance(), makeTestApproval()], claims);
    await expect(verify(bundles)).rejects.toMatchObject({ code: "identity_mismatch", facts: { field } });
  });

  it("refuses another issuer than the policy names", async () => {
    const other = { ...policy, issuer: "https://token.actions.githubusercontent.com" };
    await expect(verify(honest, { policy: other })).rejects.toMatchObject({ facts: { field: "issuer" } });
  });

  const refusals: [string, string, () => readonly Statement[]][] = [
    ["no approval", "attestation_missing", () => [makeTestProvenance()]],
    ["no provenance", "attestation_missing", () => [makeTestApproval()]],
    ["two approvals", "attestation_missing", () => [makeTestProvenance(), makeTestApproval(), makeTestApproval()]],
    [
      "a provenance of another commit",
      "attestation_missing",
      () => [makeTestProvenance({ headSha: "f".repeat(40) }), makeTestApproval()],
    ],
    [
      "a provenance of another run",
      "attestation_missing",
      () => [makeTestProvenance({ runId: "9" }), makeTestApproval()],
    ],
    [
      "a provenance that names another builder",
      "attestation_missing",
      () => [makeTestProvenance({ jobWorkflowRef: "a/b@c" }), makeTestApproval()],
    ],
    [
      "a provenance of another repository",
      "attestation_missing",
      () => [makeTestProvenance({ repository: "acme/forge-evil" }), makeTestApproval()],
    ],
    [
      "statements about other bytes",
      "digest_mismatch",
      () => [makeTestProvenance({ digest: `sha256:${"0".repeat(64)}` })],
    ],
    [
      "approvals of another commit",
      "attestation_missing",
      () => [makeTestProvenance(), forgeApproval({ headSha: "f".repeat(40) })],
    ],
    [
      "approvals of another digest",
      "attestation_missing",
      () => [makeTestProvenance(), forgeApproval({ digest: `sha256:${"0".repeat(64)}` })],
    ],
    [
      "approvals in another repository",
      "attestation_missing",
      () => [makeTestProvenance(), forgeApproval({ repositoryId: "43" })],
    ],
    [
      "approvals for another version",
      "attestation_missing",
      () => [makeTestProvenance(), forgeApproval({ plugin: { name: "bench-hello", version: "2.0.0" } })],
    ],
    [
      "an approval that breaks its schema",
      "attestation_missing",
      () => [makeTestProvenance(), forgeApproval({ extra: true })],
    ],
    [
      "one approver twice",
      "quorum_missing",
      () => {
        const [first] = approvalInput.quorum.counted;
        return [makeTestProvenance(), forgeApproval({ approvals: [first, first] })];
      },
    ],
    [
      "one approval only",
      "quorum_missing",
      () => [makeTestProvenance(), forgeApproval({ required: 1, approvals: approvalInput.quorum.counted.slice(1) })],
    ],
    [
      "an approver who is excluded",
      "quorum_missing",
      () => [makeTestProvenance(), forgeApproval({ excluded: [{ id: 1, login: "user-1", reason: "pusher" }] })],
    ],
    [
      "an approval after the decision",
      "quorum_missing",
      () => [makeTestProvenance(), forgeApproval({ decidedAt: testTimes.pipelineEnd })],
    ],
  ];
  it.each(refusals)("refuses %s as %s", async (_, code, statements) => {
    await expect(verify(await sign(statements()))).rejects.toMatchObject({ code });
  });
});
