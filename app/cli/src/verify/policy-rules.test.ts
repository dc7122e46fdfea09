import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { startTestSigning, type TestSigning } from "@plugsmith/local/testing";
import type { KeylessPolicy } from "@plugsmith/schemas";
import { makePackage } from "@plugsmith/trust/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeSignedRelease, type SignedRelease } from "../testing/make-signed-release.ts";
import { runPlugsmith } from "../testing/run-plugsmith.ts";

let signing: TestSigning;
let folder: string;
let release: SignedRelease;
beforeAll(async () => {
  signing = await startTestSigning();
  folder = mkdtempSync(join(tmpdir(), "plugsmith-rules-"));
  release = await makeSignedRelease(signing, folder);
});
afterAll(async () => {
  await signing.close();
  rmSync(folder, { recursive: true, force: true });
});

let files = 0;
function write(content: string | Uint8Array): string {
  files += 1;
  const file = join(folder, `given-${files}`);
  writeFileSync(file, content);
  return file;
}
type Policy = Partial<KeylessPolicy> & Record<string, unknown>;
const withPolicy = (change: (policy: KeylessPolicy) => Policy) => [
  "--policy",
  write(JSON.stringify({ ...signing.policy, ...change(signing.policy) })),
];
const root = (policy: KeylessPolicy, change: object): Policy => ({ trustedRoot: { ...policy.trustedRoot, ...change } });
interface Material {
  tlogEntries: { inclusionPromise?: object }[];
  timestampVerificationData?: object;
}
/** The bundle with every line's witnesses changed. */
const withBundle = (change: (material: Material) => void) => {
  const lines = readFileSync(`${release.file}.sigstore.jsonl`, "utf8").trim().split("\n");
  const changed = lines.map((line) => {
    const bundle = JSON.parse(line) as { verificationMaterial: Material };
    change(bundle.verificationMaterial);
    return JSON.stringify(bundle);
  });
  return ["--policy", release.policyFile, "--bundle", write(`${changed.join("\n")}\n`)];
};
const verify = (args: readonly string[], file: string = release.file) =>
  runPlugsmith(["verify", file, ...args, "--json"], { cwd: folder });

it("ends with 0 and says what it proved, on stdout as one object and for people on stderr", async () => {
  const { code, result, stderr } = await verify(["--policy", release.policyFile]);
  expect(code).toBe(0);
  expect(result).toMatchObject({
    status: "success",
    code: "ok",
    attestations: [
      { predicateType: "https://slsa.dev/provenance/v1", title: "SLSA provenance v1" },
      { predicateType: "https://plugsmith.dev/attestation/plugin-approval/v1" },
    ],
  });
  expect(stderr).toContain("Not proved:");
  expect(stderr).toContain("no test result is attested");
});

// Each rule of docs/signing.md by its name, broken by itself; a refusal ends with 1 and its own code, and where a field of the
// certificate differs it names that field.
const rules: [string, string, string | null, () => readonly string[]][] = [
  [
    "issuer",
    "identity_mismatch",
    "issuer",
    () => withPolicy(() => ({ issuer: "https://token.actions.githubusercontent.com" })),
  ],
  [
    "subject alternative name",
    "identity_mismatch",
    "signerWorkflow",
    () => withPolicy(({ signerWorkflow }) => ({ signerWorkflow: signerWorkflow.replace("publish.yml", "publish.ym") })),
  ],
  [
    "build signer digest",
    "identity_mismatch",
    "buildSignerDigest",
    () => withPolicy(() => ({ signers: ["d".repeat(40)] })),
  ],
  [
    "source repository id",
    "identity_mismatch",
    "sourceRepositoryId",
    () => withPolicy(() => ({ repositoryId: "420" })),
  ],
  [
    "source repository",
    "identity_mismatch",
    "sourceRepositoryUri",
    () => withPolicy(() => ({ repository: "acme/forg" })),
  ],
  ["source ref", "identity_mismatch", "sourceRef", () => withPolicy(() => ({ sourceRef: "refs/heads/mai" }))],
  [
    "runner environment",
    "identity_mismatch",
    "runnerEnvironment",
    () => withPolicy(() => ({ runnerEnvironment: "self-hosted" })),
  ],
  [
    "trigger, which a policy cannot even loosen",
    "policy_invalid",
    null,
    () => withPolicy(() => ({ trigger: "push" as never })),
  ],
  ["quorum", "quorum_missing", null, () => withPolicy(() => ({ approvals: { required: 3 } }))],
  [
    "proof of the approvals",
    "quorum_missing",
    null,
    () => withPolicy(() => ({ approvals: { required: 2, proof: "ssh" } })),
  ],
  ["log: none", "signature_invalid", null, () => withBundle((material) => void (material.tlogEntries = []))],
  ["log: another one", "signature_invalid", null, () => withPolicy((policy) => root(policy, { tlogs: [] }))],
  [
    "log: fewer than demanded",
    "signature_invalid",
    null,
    () => withPolicy(({ thresholds }) => ({ thresholds: { ...thresholds, log: 2 } })),
  ],
  [
    "log: a policy that asks for none",
    "policy_invalid",
    null,
    () => withPolicy(({ thresholds }) => ({ thresholds: { ...thresholds, log: 0 } })),
  ],
  ["certificate log", "signature_invalid", null, () => withPolicy((policy) => root(policy, { ctlogs: [] }))],
  [
    "certificate authority",
    "signature_invalid",
    null,
    () => withPolicy((policy) => root(policy, { certificateAuthorities: [] })),
  ],
  [
    "time: none",
    "signature_invalid",
    null,
    () =>
      withBundle((material) => {
        delete material.timestampVerificationData;
        for (const entry of material.tlogEntries) delete entry.inclusionPromise;
      }),
  ],
  [
    "time: another authority",
    "signature_invalid",
    null,
    () => withPolicy((policy) => root(policy, { timestampAuthorities: [] })),
  ],
  [
    "attestations: test result",
    "attestation_missing",
    null,
    () => withPolicy(() => ({ attestations: { testResult: "WARNED" } })),
  ],
  [
    "attestations: bill of materials",
    "attestation_missing",
    null,
    () => withPolicy(() => ({ attestations: { sbom: true } })),
  ],
  ["a field that nobody knows", "policy_invalid", null, () => withPolicy(() => ({ anyRepository: true }))],
  ["no policy file of that name", "input_invalid", null, () => ["--policy", join(folder, "nowhere.json")]],
  ["a policy that is not JSON", "policy_invalid", null, () => ["--policy", write("{")]],
];
describe("plugsmith verify --policy", () => {
  it.concurrent.each(rules)("refuses by the rule %s as %s", async (_, code, field, args) => {
    const run = await verify(args());
    expect({ exit: run.code, code: run.result["code"] }).toEqual({ exit: 1, code });
    if (field !== null) expect(run.result).toMatchObject({ field });
    expect(run.stderr).not.toMatch(/\n\s+at /u);
  });

  it("refuses by the rule subject digest as digest_mismatch", async () => {
    const other = write(makePackage({ files: { "more.txt": "more" } }));
    const run = await verify(["--policy", release.policyFile, "--bundle", `${release.file}.sigstore.jsonl`], other);
    expect([run.code, run.result["code"]]).toEqual([1, "digest_mismatch"]);
  });

  it("refuses without any policy, for then no signature means anything, and ends with 2 for a wrong word", async () => {
    const without = await runPlugsmith(["verify", basename(release.file), "--json"], { cwd: folder });
    expect([without.code, without.result["code"]]).toEqual([1, "policy_invalid"]);
    expect((await verify(["--polcy", release.policyFile])).code).toBe(2);
  });
});
