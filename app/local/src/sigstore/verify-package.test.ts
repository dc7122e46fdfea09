import { computeDigest, type TrustPolicy } from "@plugsmith/schemas";
import {
  makeApproval,
  makeKeylessSigner,
  makeProvenance,
  makeStatement,
  type SigningSetup,
  signStatement,
} from "@plugsmith/signers";
import { decideQuorum, type PackageEvidence, type Statement, verifyPackage } from "@plugsmith/trust";
import { makePackage, makeQuorumFacts, makeReview, makeReviewers, testHead, testTimes } from "@plugsmith/trust/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LocalSigstore, startLocalSigstore } from "./local-sigstore.ts";
import { makeLocalPolicy } from "./make-local-policy.ts";
import { makeTestClaims, testForge } from "./test-claims.ts";

const zip = makePackage();
const digest = computeDigest(zip);
const zipName = "bench-hello-1.0.0.zip";
const tree = "e".repeat(40);
const jobWorkflowRef = `acme/plugsmith/.github/workflows/publish.yml@${"c".repeat(40)}`;

const makeTestProvenance = (given = {}) =>
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

const approvalInput = {
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
const makeTestApproval = (given = {}) => makeApproval({ ...approvalInput, ...given });
/** The approval with its predicate changed behind the builder's back. */
const forge = (change: object): Statement => {
  const honest = makeTestApproval();
  return { ...honest, predicate: { ...honest.predicate, ...change } };
};

let sigstore: LocalSigstore;
let policy: TrustPolicy;
beforeAll(async () => {
  sigstore = await startLocalSigstore();
  policy = makeLocalPolicy({ sigstore, ...testForge });
});
afterAll(() => sigstore.close());

function makeSetup(claims: object = {}): SigningSetup {
  const { url } = sigstore;
  const config = { mode: "keyless-public", fulcioUrl: url, rekorUrl: url, timestampUrl: url } as const;
  return makeKeylessSigner(config, { getToken: async () => sigstore.mintToken(makeTestClaims({ ...claims })) });
}

async function sign(statements: readonly Statement[], claims: object = {}): Promise<string> {
  const lines: string[] = [];
  for (const statement of statements) lines.push(JSON.stringify(await signStatement(statement, makeSetup(claims))));
  return `${lines.join("\n")}\n`;
}

const verify = (bundles: string, given: Partial<PackageEvidence> = {}) =>
  verifyPackage({ zip, bundles, policy, reviewers: makeReviewers(1, 2, 3), revocations: [], ...given });

describe("verifyPackage, over the real verifier and the local services", () => {
  let honest: string;
  beforeAll(async () => {
    honest = await sign([makeTestProvenance(), makeTestApproval()]);
  });

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
    const extra = makeStatement({ zipName, digest }, "https://cyclonedx.org/bom", {});
    await expect(verify(honest + (await sign([extra])))).resolves.toMatchObject({ digest });
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
      () => [makeTestProvenance(), forge({ headSha: "f".repeat(40) })],
    ],
    [
      "approvals of another digest",
      "attestation_missing",
      () => [makeTestProvenance(), forge({ digest: `sha256:${"0".repeat(64)}` })],
    ],
    [
      "approvals in another repository",
      "attestation_missing",
      () => [makeTestProvenance(), forge({ repositoryId: "43" })],
    ],
    [
      "approvals for another version",
      "attestation_missing",
      () => [makeTestProvenance(), forge({ plugin: { name: "bench-hello", version: "2.0.0" } })],
    ],
    ["an approval that breaks its schema", "attestation_missing", () => [makeTestProvenance(), forge({ extra: true })]],
    [
      "one approver twice",
      "quorum_missing",
      () => {
        const [first] = approvalInput.quorum.counted;
        return [makeTestProvenance(), forge({ approvals: [first, first] })];
      },
    ],
    [
      "one approval only",
      "quorum_missing",
      () => [makeTestProvenance(), forge({ required: 1, approvals: approvalInput.quorum.counted.slice(1) })],
    ],
    [
      "an approver who is excluded",
      "quorum_missing",
      () => [makeTestProvenance(), forge({ excluded: [{ id: 1, login: "user-1", reason: "pusher" }] })],
    ],
    [
      "an approval after the decision",
      "quorum_missing",
      () => [makeTestProvenance(), forge({ decidedAt: testTimes.pipelineEnd })],
    ],
  ];
  it.each(refusals)("refuses %s as %s", async (_, code, statements) => {
    await expect(verify(await sign(statements()))).rejects.toMatchObject({ code });
  });

  it.each<[string, string, () => Partial<PackageEvidence>]>([
    ["quorum_missing", "an approver whom its own list does not name", () => ({ reviewers: makeReviewers(1, 3) })],
    [
      "quorum_missing",
      "fewer approvals than its own policy wants",
      () => ({ policy: { ...policy, approvals: { required: 3 } } }),
    ],
    ["digest_mismatch", "other bytes", () => ({ zip: makePackage({ files: { "a.txt": "a" } }) })],
    ["digest_mismatch", "another digest than promised", () => ({ expected: { digest: `sha256:${"0".repeat(64)}` } })],
    ["identity_mismatch", "another name than promised", () => ({ expected: { name: "other-plugin" } })],
    ["identity_mismatch", "another version than promised", () => ({ expected: { version: "1.0.1" } })],
    ["version_not_higher", "a version below one seen before", () => ({ expected: { minimumVersion: "1.0.1" } })],
    [
      "policy_invalid",
      "a policy without timestamps",
      () => ({ policy: { ...policy, thresholds: { log: 1, certificateLog: 1, timestamp: 0 } } }),
    ],
    ["policy_invalid", "a policy for keys", () => ({ policy: { ...policy, mode: "key" } })],
    ["policy_invalid", "a policy that misses a field", () => ({ policy: { ...policy, issuer: undefined } as never })],
    ["policy_invalid", "a trusted root that is none", () => ({ policy: { ...policy, trustedRoot: { tlogs: [{}] } } })],
    ["signature_invalid", "a root that trusts nobody", () => ({ policy: { ...policy, trustedRoot: {} } })],
  ])("refuses as %s: %s", async (code, _, given) => {
    await expect(verify(honest, given())).rejects.toMatchObject({ code });
  });

  it.each(["suspended", "revoked"] as const)("refuses a %s version by its name and by its bytes", async (state) => {
    const entry = { name: "bench-hello", version: "1.0.0", digest, state, reason: "leaks", by: [] };
    for (const given of [{ digest: `sha256:${"0".repeat(64)}` }, { name: "other-name", version: "3.0.0" }]) {
      const revocations = [{ ...entry, ...given }];
      await expect(verify(honest, { revocations })).rejects.toMatchObject({
        code: "version_revoked",
        facts: { state },
      });
    }
  });

  type Line = {
    dsseEnvelope: { payload: string; signatures: { sig: string }[] };
    verificationMaterial: Record<string, unknown>;
  };
  const changes: [string, string, (line: Line, other: Line) => void][] = [
    [
      "a changed payload",
      "signature_invalid",
      (line) => {
        const statement = JSON.parse(Buffer.from(line.dsseEnvelope.payload, "base64").toString()) as {
          predicate: object;
        };
        line.dsseEnvelope.payload = Buffer.from(JSON.stringify({ ...statement, predicate: {} })).toString("base64");
      },
    ],
    [
      "another statement's signature",
      "signature_invalid",
      (line, other) => {
        line.dsseEnvelope.signatures = other.dsseEnvelope.signatures;
      },
    ],
    [
      "another statement's log entry",
      "signature_invalid",
      (line, other) => {
        line.verificationMaterial["tlogEntries"] = other.verificationMaterial["tlogEntries"];
      },
    ],
    [
      "another statement's certificate",
      "signature_invalid",
      (line, other) => {
        line.verificationMaterial["certificate"] = other.verificationMaterial["certificate"];
      },
    ],
    [
      "no log entry",
      "signature_invalid",
      (line) => {
        line.verificationMaterial["tlogEntries"] = [];
      },
    ],
    [
      "a key instead of a certificate",
      "identity_mismatch",
      (line) => {
        delete line.verificationMaterial["certificate"];
        line.verificationMaterial["publicKey"] = { hint: "mine" };
      },
    ],
    [
      "no signature",
      "bundle_invalid",
      (line) => {
        line.dsseEnvelope.signatures = [];
      },
    ],
    [
      "a certificate that is none",
      "signature_invalid",
      (line) => {
        line.verificationMaterial["certificate"] = { rawBytes: "AAAA" };
      },
    ],
  ];
  it.each(changes)("refuses a bundle with %s as %s", async (_, code, change) => {
    const [first, second] = honest
      .split("\n")
      .slice(0, 2)
      .map((line) => JSON.parse(line) as Line) as [Line, Line];
    change(first, structuredClone(second));
    const bundles = `${JSON.stringify(first)}\n${JSON.stringify(second)}`;
    await expect(verify(bundles)).rejects.toMatchObject({ code });
  });

  it.each(["", "\n\n", "not json", "{}", "[]", "null", '{"mediaType":"x"}', "{}\n".repeat(17), " ".repeat(5_000_000)])(
    "refuses a bundle file that cannot be read (%#)",
    async (bundles) => {
      await expect(verify(bundles)).rejects.toMatchObject({ code: "bundle_invalid" });
    },
  );
});
