import { type LocalSigstore, startLocalSigstore } from "@plugsmith/local";
import { initRegistry } from "@plugsmith/registry";
import { createMemoryRegistryStore } from "@plugsmith/registry/testing";
import { computeDigest, parseTrustPolicy, type TrustPolicy } from "@plugsmith/schemas";
import { makeSigner, type SignerPorts } from "@plugsmith/signers";
import { makeTestKey, testPassphrase } from "@plugsmith/signers/testing";
import { readArchive, verifyPackage, verifyPackageIndex } from "@plugsmith/trust";
import {
  type FakeGitHubState,
  fakeGitHubApi,
  makeBom,
  makeForge,
  makePackage,
  makeResultsArtifact,
  makeReviewers,
  makeReviewJson,
  makeStepResults,
  testCommits,
  testHead,
  testTimes,
} from "@plugsmith/trust/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SignInputs } from "./parse-sign-inputs.ts";
import { type SignPorts, signPackage } from "./sign-package.ts";

const zip = makePackage();
const zipName = "bench-hello-1.0.0.zip";
const digest = computeDigest(zip);
const bom = makeBom({ digest, ...verifyPackageIndex(await readArchive(zip)) });
const inputs: SignInputs = {
  zipDir: "/zip",
  outDir: "/out",
  name: "bench-hello",
  headSha: testHead,
  digest,
  mergeSha: testCommits.merge,
  pullRequest: 2,
  request: 1,
};

let sigstore: LocalSigstore;
beforeAll(async () => {
  sigstore = await startLocalSigstore();
});
afterAll(() => sigstore.close());

function makeMergedForge(given: Partial<FakeGitHubState> = {}, change: object = {}): FakeGitHubState {
  const forge = makeForge();
  const { url } = sigstore;
  const signing = { mode: "keyless-public", fulcioUrl: url, rekorUrl: url, timestampUrl: url, ...change };
  const config = JSON.parse(forge.files["main:.github/forge.yml"] ?? "") as object;
  return {
    ...forge,
    files: { ...forge.files, "main:.github/forge.yml": JSON.stringify({ ...config, signing }) },
    pull: { ...forge.pull, state: "closed", merged: true, merge_commit_sha: testCommits.merge },
    pluginTrees: { ...forge.pluginTrees, [testCommits.merge]: testCommits.tree },
    artifacts: [makeResultsArtifact(makeStepResults(digest))],
    ...given,
  };
}

const claims = {
  sub: "repo:acme/forge:ref:refs/heads/main",
  repository: "acme/forge",
  repository_id: "42",
  ref: "refs/heads/main",
  event_name: "workflow_dispatch",
  workflow_ref: "acme/forge/.github/workflows/forge-publish.yml@refs/heads/main",
  workflow_sha: "1".repeat(40),
  job_workflow_ref: "acme/plugsmith/.github/workflows/publish.yml@refs/heads/main",
  job_workflow_sha: "c".repeat(40),
  runner_environment: "github-hosted",
  run_id: "1001",
  run_attempt: "2",
};

const workflow = `https://github.com/${claims.job_workflow_ref.split("@")[0]}`;

const makeSignerPorts = (tokens: SignPorts["tokens"], given: Readonly<Record<string, string>>): SignerPorts => ({
  readSecret: (name) => given[name] ?? expect.unreachable(`nobody needs ${name}`),
  tokens: () => tokens,
  runTokenTool: () => expect.unreachable("no token is asked"),
  connectVault: () => expect.unreachable("no Vault is asked"),
  now: () => 0,
});

function makePorts(forge: FakeGitHubState, given: Partial<SignPorts> = {}, secrets = {}): SignPorts {
  const tokens = given.tokens ?? { getToken: async () => sigstore.mintToken(claims) };
  const people = [1, 2, 3].map((id) => ({ id, login: `user-${id}` }));
  const start = {
    repository: "acme/forge",
    reviewers: people,
    at: testTimes.roleFrom,
    trustedRoot: sigstore.trustedRoot,
  };
  const files: Record<string, Uint8Array> = {
    [zipName]: zip,
    [`${zipName}.cdx.json`]: Buffer.from(JSON.stringify(bom)),
  };
  return {
    repository: "acme/forge",
    api: fakeGitHubApi(forge),
    registry: createMemoryRegistryStore(
      initRegistry({ ...start, signers: [{ workflow, digest: claims.job_workflow_sha }] }),
    ),
    tokens,
    makeSigner: (config) => makeSigner(config, makeSignerPorts(tokens, secrets)),
    loadYaml: JSON.parse,
    readFile: (name) => files[name] ?? null,
    now: () => new Date(testTimes.now),
    ...given,
  };
}

describe("signPackage", () => {
  it("signs nothing for a version of the workflow that the registry's people have not listed", async () => {
    const start = { repository: "acme/forge", at: testTimes.roleFrom, trustedRoot: sigstore.trustedRoot };
    const reviewers = [1, 2, 3].map((id) => ({ id, login: `user-${id}` }));
    const signers = [{ workflow, digest: "d".repeat(40) }];
    const registry = createMemoryRegistryStore(initRegistry({ ...start, reviewers, signers }));
    const ports = makePorts(makeMergedForge(), { registry, makeSigner: () => expect.unreachable("nothing is signed") });
    await expect(signPackage(inputs, ports)).rejects.toMatchObject({
      code: "identity_mismatch",
      facts: { field: "registrySigners", found: claims.job_workflow_sha },
    });
  });

  it("hands out package, SBOM, bundle and policy that an agent accepts", async () => {
    const signed = await signPackage(inputs, makePorts(makeMergedForge()));
    expect(Object.keys(signed.files)).toEqual(
      ["", ".cdx.json", ".sigstore.jsonl", ".policy.json"].map((suffix) => `${zipName}${suffix}`),
    );
    const policy = parseTrustPolicy(JSON.parse(String(signed.files[`${zipName}.policy.json`])));
    if (!policy.ok) throw new Error("the policy is not valid");
    const found = await verifyPackage({
      zip,
      bundles: String(signed.files[`${zipName}.sigstore.jsonl`]),
      policy: policy.value,
      reviewers: makeReviewers(1, 2),
      revocations: [],
    });
    expect(found.provenance).toMatchObject({
      headSha: testHead,
      invocation: "https://github.com/acme/forge/actions/runs/1001/attempts/2",
    });
    expect(found.approvals).toMatchObject({ pullRequest: 2, request: 1, tree: testCommits.tree });
    expect(found.approvals.excluded.map((person) => person.id)).toContain(5);
    expect(found.attestations.map(({ predicateType }) => predicateType)).toEqual([...signed.attested]);
    expect(signed.attested).toEqual([
      "https://slsa.dev/provenance/v1",
      "https://plugsmith.dev/attestation/plugin-approval/v1",
      "https://slsa.dev/verification_summary/v1",
      "https://in-toto.io/attestation/test-result/v0.1",
      "https://cyclonedx.org/bom",
    ]);
    expect(found.tests).toMatchObject({ result: "PASSED", url: "https://github.com/acme/forge/actions/runs/700" });
    expect(found.bom).toEqual(bom);
    expect(signed.missing).toEqual([]);
    expect(found.levels).toEqual(["SLSA_SOURCE_TWO_PARTY_REVIEWED"]);
    expect(found.proved.join(" ")).toContain(
      "SLSA_SOURCE_TWO_PARTY_REVIEWED (SLSA 1.2), and the approvals bear it out",
    );
  });

  it.each<[string, Partial<FakeGitHubState>]>([
    ["GitHub keeps the run's results no longer", { artifacts: [makeResultsArtifact({}, { expired: true })] }],
    [
      "the run packed other bytes than are signed here",
      { artifacts: [makeResultsArtifact(makeStepResults(`sha256:${"0".repeat(64)}`))] },
    ],
  ])("goes on without a test result and says so: %s", async (why, given) => {
    const signed = await signPackage(inputs, makePorts(makeMergedForge(given)));
    expect(signed.missing).toEqual([`No test result is attested: ${why}.`]);
    expect(signed.attested).not.toContain("https://in-toto.io/attestation/test-result/v0.1");
    expect(signed.attested).toHaveLength(4);
  });

  it("believes no bill of materials that does not describe the very package", async () => {
    const lie = { ...bom, components: [{ type: "application", name: "acme-core", version: "1", "bom-ref": "x" }] };
    const files: Record<string, Uint8Array> = {
      [zipName]: zip,
      [`${zipName}.cdx.json`]: Buffer.from(JSON.stringify(lie)),
    };
    const tokens = { getToken: async () => sigstore.mintToken(claims) };
    const ports = makePorts(makeMergedForge(), { tokens, readFile: (name) => files[name] ?? null });
    await expect(signPackage(inputs, ports)).rejects.toMatchObject({
      code: "signing_failed",
      message: "The bill of materials is not of this package: its plugins are not those of the manifest.",
    });
  });

  const merged = (change: object) => ({ pull: { ...makeMergedForge().pull, ...change } });
  it.each<[string, string, () => Partial<FakeGitHubState>, Partial<SignInputs>?]>([
    [
      "quorum_missing",
      "an approval that was dismissed meanwhile",
      () => ({ reviews: [makeReviewJson(1), makeReviewJson(2, { state: "DISMISSED" })] }),
    ],
    ["not_now", "a pull request that is not merged", () => merged({ state: "open", merged: false })],
    ["not_now", "another merge commit", () => merged({ merge_commit_sha: "f".repeat(40) })],
    ["head_moved", "another head", () => merged({ head: { ...makeMergedForge().pull.head, sha: "f".repeat(40) } })],
    [
      "tree_mismatch",
      "a merge commit with other files",
      () => ({ pluginTrees: { [testHead]: testCommits.tree, [testCommits.merge]: "f".repeat(40) } }),
    ],
    ["input_invalid", "another request", () => ({}), { request: 9 }],
    ["digest_mismatch", "other bytes than approved", () => ({}), { digest: `sha256:${"0".repeat(64)}` }],
  ])("signs nothing, %s: %s", async (code, _, given, change) => {
    const tokens = { getToken: () => Promise.reject(new Error("no token may be asked for")) };
    const ports = makePorts(makeMergedForge(given()), { tokens });
    await expect(signPackage({ ...inputs, ...change }, ports)).rejects.toMatchObject({ code });
  });

  it.each(["keyless-public", "key"] as const)("lets forge.yml alone choose: mode %s", async (mode) => {
    const { privateKey, publicKey } = makeTestKey();
    const forge = makeMergedForge({}, { mode, ...(mode === "key" ? { keys: [{ publicKey }] } : {}) });
    const secrets = { PLUGSMITH_SIGNING_KEY: privateKey, PLUGSMITH_SIGNING_PASSPHRASE: testPassphrase };
    const signed = await signPackage(inputs, makePorts(forge, {}, secrets));
    const bundles = String(signed.files[`${zipName}.sigstore.jsonl`]);
    const policy = JSON.parse(String(signed.files[`${zipName}.policy.json`])) as TrustPolicy;
    expect(policy.mode).toBe(mode);
    expect(bundles.includes('"publicKey":{"hint"')).toBe(mode === "key");
    const shown = JSON.stringify(signed.files);
    expect(shown).not.toContain(testPassphrase);
    expect(shown).not.toContain(privateKey.split("\n")[1]);
  });

  it("writes to a log of version 2 where forge.yml says so, and nowhere else", async () => {
    const signed = await signPackage(inputs, makePorts(makeMergedForge({}, { rekorVersion: 2 })));
    const versions = String(signed.files[`${zipName}.sigstore.jsonl`])
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).verificationMaterial.tlogEntries[0].kindVersion.version);
    expect(versions).toEqual(["0.0.2", "0.0.2", "0.0.2", "0.0.2", "0.0.2"]);
  });

  it("hands out nothing that a key signed which forge.yml does not name", async () => {
    const forge = makeMergedForge({}, { mode: "key", keys: [{ publicKey: makeTestKey().publicKey }] });
    const secrets = {
      PLUGSMITH_SIGNING_KEY: makeTestKey().privateKey,
      PLUGSMITH_SIGNING_PASSPHRASE: testPassphrase,
    };
    await expect(signPackage(inputs, makePorts(forge, {}, secrets))).rejects.toMatchObject({ code: "key_unknown" });
  });

  it("asks for no key before it has forge.yml's word whom to trust", async () => {
    const forge = makeMergedForge({}, { mode: "key" });
    await expect(signPackage(inputs, makePorts(forge))).rejects.toMatchObject({ code: "config_invalid" });
  });

  it("signs nothing without a trusted root to verify with", async () => {
    const people = [1, 2].map((id) => ({ id, login: `user-${id}` }));
    const files = initRegistry({ repository: "acme/forge", reviewers: people, at: testTimes.roleFrom });
    const ports = makePorts(makeMergedForge(), { registry: createMemoryRegistryStore(files) });
    await expect(signPackage(inputs, ports)).rejects.toMatchObject({ code: "policy_invalid" });
  });

  it.each([
    ["a token without the workflow", { job_workflow_ref: "" }, "signing_failed"],
    ["a run that a push started", { event_name: "push" }, "identity_mismatch"],
    ["a token of another repository", { repository_id: "43" }, "identity_mismatch"],
  ])("refuses %s", async (_, change, code) => {
    const tokens = { getToken: async () => sigstore.mintToken({ ...claims, ...change }) };
    await expect(signPackage(inputs, makePorts(makeMergedForge(), { tokens }))).rejects.toMatchObject({ code });
  });
});
