import { type LocalSigstore, startLocalSigstore } from "@plugsmith/local";
import { computeDigest, type TrustPolicy } from "@plugsmith/schemas";
import { verifyPackage } from "@plugsmith/trust";
import { makeKeyPolicy, makePackage, makePolicy, makeReviewers } from "@plugsmith/trust/testing";
import { RekorWitness, TSAWitness } from "@sigstore/sign";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeKeylessSigner } from "./keyless-signer.ts";
import { makeTestKey } from "./testing/make-test-key.ts";
import { makeTestStatements, setUpKey, signLines, testZip } from "./testing/sign-with-keys.ts";

const [first, second, stranger] = [makeTestKey("p256"), makeTestKey("ed25519"), makeTestKey("p384")];
const claims = {
  sub: "repo:acme/forge:ref:refs/heads/main",
  repository: "acme/forge",
  repository_id: "42",
  ref: "refs/heads/main",
  event_name: "workflow_dispatch",
  workflow_ref: "acme/forge/.github/workflows/forge-publish.yml@refs/heads/main",
  workflow_sha: "d".repeat(40),
  job_workflow_ref: `acme/plugsmith/.github/workflows/publish.yml@${"c".repeat(40)}`,
  job_workflow_sha: "c".repeat(40),
  runner_environment: "github-hosted",
  run_id: "1001",
  run_attempt: "1",
};
const verify = (bundles: string, policy: TrustPolicy, given: { zip?: Uint8Array; now?: Date } = {}) =>
  verifyPackage({ zip: testZip, bundles, policy, reviewers: makeReviewers(1, 2), revocations: [], ...given });

let sigstore: LocalSigstore;
let timestamps: TSAWitness;
let log: RekorWitness;
let plain: string;
let stamped: string;
beforeAll(async () => {
  sigstore = await startLocalSigstore();
  timestamps = new TSAWitness({ tsaBaseURL: sigstore.url });
  log = new RekorWitness({ rekorBaseURL: sigstore.url, entryType: "dsse" });
  plain = await signLines([setUpKey(first)]);
  stamped = await signLines([setUpKey(first, [timestamps])]);
});
afterAll(() => sigstore.close());

const years = (count: number) => new Date(Date.now() + count * 365 * 86_400_000).toISOString();
const policyOf = (given: Parameters<typeof makeKeyPolicy>[1] = {}) =>
  makeKeyPolicy([first.publicKey], { trustedRoot: sigstore.trustedRoot, ...given });
const demandTimes = { signatures: 1, log: 0, timestamp: 1 };

describe("a policy of keys", () => {
  it.each(["key", "pkcs11", "vault"] as const)(
    "takes what its key signed, in mode %s, without any service",
    async (mode) => {
      const found = await verify(plain, makeKeyPolicy([first.publicKey], { mode }));
      expect(found.proved[0]).toContain("a key of the policy");
      expect(found.notProved.join(" ")).toMatch(/key's holder says so.*no trusted time/su);
    },
  );

  it.each([
    ["P-256", first],
    ["Ed25519", second],
    ["P-384", stranger],
  ])("takes signatures of an %s key, with and without witnesses", async (_, key) => {
    const thresholds = { signatures: 1, log: 1, timestamp: 2 };
    await expect(verify(await signLines([setUpKey(key)]), makeKeyPolicy([key.publicKey]))).resolves.toBeDefined();
    const { trustedRoot } = sigstore;
    const witnessed = await signLines([setUpKey(key, [timestamps, log])]);
    await expect(verify(witnessed, makeKeyPolicy([key.publicKey], { thresholds, trustedRoot }))).resolves.toBeDefined();
  });

  const foreign = () => makeKeyPolicy([stranger.publicKey, second.publicKey]);
  it.each<[string, string, () => Promise<[string, TrustPolicy, object?]>]>([
    ["key_unknown", "another key", async () => [plain, foreign()]],
    ["key_unknown", "a hint that names no key", async () => [rename(plain, "AAAA"), policyOf()]],
    ["key_unknown", "an empty hint", async () => [rename(plain, ""), policyOf()]],
    [
      "signature_invalid",
      "another key's signature under the name of the right one",
      async () => [rename(await signLines([setUpKey(stranger)]), hintOf(plain)), policyOf()],
    ],
    [
      "digest_mismatch",
      "other bytes",
      async () => [plain, policyOf(), { zip: makePackage({ files: { "a.txt": "a" } }) }],
    ],
    [
      "digest_mismatch",
      "statements about another digest",
      async () => [
        await signLines([setUpKey(first)], makeTestStatements({ digest: computeDigest(Buffer.from("x")) })),
        policyOf(),
      ],
    ],
    ["timestamp_missing", "no timestamp", async () => [plain, policyOf({ thresholds: demandTimes })]],
    [
      "timestamp_missing",
      "one time where two are asked for",
      async () => [stamped, policyOf({ thresholds: { ...demandTimes, timestamp: 2 } })],
    ],
    [
      "signature_invalid",
      "a timestamp of an authority that the policy does not trust",
      async () => [stamped, makeKeyPolicy([first.publicKey], { thresholds: demandTimes })],
    ],
    [
      "signature_invalid",
      "another signature's timestamp",
      async () => [
        exchange(stamped, await signLines([setUpKey(first, [timestamps])])),
        policyOf({ thresholds: demandTimes }),
      ],
    ],
    [
      "signature_invalid",
      "no entry in the log",
      async () => [stamped, policyOf({ thresholds: { ...demandTimes, log: 1 } })],
    ],
    [
      "signatures_missing",
      "one of two keys",
      async () => [
        plain,
        makeKeyPolicy([first.publicKey, second.publicKey], { thresholds: { signatures: 2, log: 0, timestamp: 0 } }),
      ],
    ],
    [
      "bundle_invalid",
      "one key twice where two keys are asked for",
      async () => [
        plain + (await signLines([setUpKey(first)])),
        makeKeyPolicy([first.publicKey, second.publicKey], { thresholds: { signatures: 2, log: 0, timestamp: 0 } }),
      ],
    ],
    [
      "signatures_missing",
      "two keys of which each signed another statement",
      async () => {
        const [one, two] = makeTestStatements();
        const lines =
          (await signLines([setUpKey(first)], one ? [one] : [])) +
          (await signLines([setUpKey(second)], two ? [two] : []));
        const thresholds = { signatures: 2, log: 0, timestamp: 0 };
        return [lines, makeKeyPolicy([first.publicKey, second.publicKey], { thresholds })];
      },
    ],
    [
      "policy_invalid",
      "a policy that wants more keys than it names",
      async () => [plain, policyOf({ thresholds: { signatures: 2, log: 0, timestamp: 0 } })],
    ],
    [
      "policy_invalid",
      "a policy that names a key twice",
      async () => [plain, makeKeyPolicy([first.publicKey, first.publicKey])],
    ],
    ["policy_invalid", "a policy of an RSA key", async () => [plain, makeKeyPolicy([makeTestKey("rsa").publicKey])]],
    [
      "attestation_missing",
      "a builder that is not the policy's workflow",
      async () => [
        await signLines(
          [setUpKey(first)],
          makeTestStatements({ jobWorkflowRef: "acme/plugsmith-evil/x.yml@refs/heads/main" }),
        ),
        policyOf(),
      ],
    ],
  ])("refuses as %s: %s", async (code, _, make) => {
    const [bundles, policy, given] = await make();
    await expect(verify(bundles, policy, given)).rejects.toMatchObject({ code });
  });

  it("takes two keys where two are asked for", async () => {
    const bundles = plain + (await signLines([setUpKey(second)]));
    const thresholds = { signatures: 2, log: 0, timestamp: 0 };
    const found = await verify(bundles, makeKeyPolicy([first.publicKey, second.publicKey], { thresholds }));
    expect(found.proved[0]).toContain("2 different keys");
  });

  it("takes no certificate, and a keyless policy takes no key", async () => {
    const keyless = makePolicy({ trustedRoot: sigstore.trustedRoot });
    await expect(verify(plain, keyless)).rejects.toMatchObject({
      code: "identity_mismatch",
      facts: { field: "mode", expected: "keyless-public", found: "key" },
    });
    const { url } = sigstore;
    const services = { mode: "keyless-public", fulcioUrl: url, rekorUrl: url, timestampUrl: url } as const;
    const certified = await signLines([
      makeKeylessSigner(services, { getToken: async () => sigstore.mintToken(claims) }),
    ]);
    await expect(verify(certified, { ...keyless, issuer: sigstore.issuer })).resolves.toBeDefined();
    await expect(verify(certified, policyOf())).rejects.toMatchObject({
      code: "identity_mismatch",
      facts: { field: "mode", expected: "key", found: "certificate" },
    });
  });
});

describe("a key's end", () => {
  const withKey = (validity: object, given = {}) =>
    policyOf({ keys: [{ publicKey: first.publicKey, ...validity }], ...given });

  it.each([
    ["has ended", () => ({ validUntil: years(-1) })],
    ["has not begun", () => ({ validFrom: years(1) })],
  ])("ends everything without a trusted time: refuses when the key %s", async (_, validity) => {
    await expect(verify(plain, withKey(validity()))).rejects.toMatchObject({ code: "key_expired" });
    await expect(verify(stamped, withKey(validity(), { thresholds: demandTimes }))).rejects.toMatchObject({
      code: "key_expired",
    });
  });

  it("spares what was signed before it, where a trusted time shows that", async () => {
    const soon = { validFrom: years(-1), validUntil: years(1) };
    const later = { now: new Date(years(2)) };
    await expect(verify(stamped, withKey(soon, { thresholds: demandTimes }), later)).resolves.toBeDefined();
    await expect(verify(stamped, withKey(soon), later)).resolves.toBeDefined();
    await expect(verify(plain, withKey(soon), later)).rejects.toMatchObject({ code: "key_expired" });
  });

  it("is a rotation: both keys are taken until the old one's end, then only the new one", async () => {
    const rotated = makeKeyPolicy([]);
    const policy = {
      ...rotated,
      keys: [{ publicKey: first.publicKey, validUntil: years(1) }, { publicKey: second.publicKey }],
    };
    const renewed = await signLines([setUpKey(second)]);
    for (const bundles of [plain, renewed]) await expect(verify(bundles, policy)).resolves.toBeDefined();
    const later = { now: new Date(years(2)) };
    await expect(verify(plain, policy, later)).rejects.toMatchObject({ code: "key_expired" });
    await expect(verify(renewed, policy, later)).resolves.toBeDefined();
  });

  it.each([
    ["before its beginning", { validFrom: years(1), validUntil: years(-1) }],
    ["on a day that does not exist", { validUntil: "2026-13-01T00:00:00Z" }],
  ])("may not be %s", async (_, validity) => {
    await expect(verify(plain, withKey(validity))).rejects.toMatchObject({ code: "policy_invalid" });
  });
});

type Line = { verificationMaterial: { publicKey: { hint: string }; timestampVerificationData: unknown } };
const mapLines = (bundles: string, change: (line: Line, index: number) => void) =>
  bundles
    .trim()
    .split("\n")
    .map((text, index) => {
      const line = JSON.parse(text) as Line;
      change(line, index);
      return JSON.stringify(line);
    })
    .join("\n");
const hintOf = (bundles: string) =>
  (JSON.parse(bundles.split("\n")[0] ?? "") as Line).verificationMaterial.publicKey.hint;
function rename(bundles: string, hint: string): string {
  return mapLines(bundles, (line) => {
    line.verificationMaterial.publicKey.hint = hint;
  });
}
function exchange(bundles: string, other: string): string {
  const others = other.split("\n");
  return mapLines(bundles, (line, index) => {
    const { timestampVerificationData } = (JSON.parse(others[index] ?? "") as Line).verificationMaterial;
    line.verificationMaterial.timestampVerificationData = timestampVerificationData;
  });
}
