import type { KeylessPolicy } from "@plugsmith/schemas";
import type { PackageEvidence } from "@plugsmith/trust";
import { makePackage, makeReviewers } from "@plugsmith/trust/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  digest,
  makeTestApproval,
  makeTestProvenance,
  startTestSigning,
  type TestSigning,
} from "./testing/sign-test-package.ts";

let signing: TestSigning;
let policy: KeylessPolicy;
let honest: string;
beforeAll(async () => {
  signing = await startTestSigning();
  policy = signing.policy;
  honest = await signing.sign([makeTestProvenance(), makeTestApproval()]);
});
afterAll(() => signing.close());
const verify: TestSigning["verify"] = (bundles, given) => signing.verify(bundles, given);

describe("verifyPackage, given other evidence or a changed bundle", () => {
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
    ["policy_invalid", "a policy for keys without keys", () => ({ policy: { ...policy, mode: "key" } as never })],
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
