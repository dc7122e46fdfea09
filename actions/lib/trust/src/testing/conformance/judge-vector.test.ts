import { makeTestProvenance, startTestSigning, type TestSigning } from "@plugsmith/local/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makePackage } from "../make-package.ts";
import { judgeVector } from "./judge-vector.ts";
import type { Vector } from "./read-vectors.ts";

let signing: TestSigning;
let honest: Vector;
beforeAll(async () => {
  signing = await startTestSigning();
  const { issuer, signerWorkflow, signers, trustedRoot } = signing.policy;
  honest = {
    name: "honest",
    valid: true,
    bundle: await signing.sign([makeTestProvenance()]),
    artifact: makePackage(),
    identity: `${signerWorkflow}@${signers[0]}`,
    issuer,
    publicKey: null,
    trustedRoot: trustedRoot ?? {},
  };
});
afterAll(() => signing.close());

it("accepts a bundle that is what its vector says", () => {
  expect(judgeVector(honest)).toEqual({ accepted: true, code: "ok" });
});

it.each<[string, string, (vector: Vector) => Partial<Vector>]>([
  ["another artifact", "digest_mismatch", () => ({ artifact: Buffer.from("other") })],
  ["another identity", "identity_mismatch subject", ({ identity }) => ({ identity: `${identity}0` })],
  ["another issuer", "identity_mismatch issuer", ({ issuer }) => ({ issuer: `${issuer}0` })],
  [
    "a root that trusts nobody",
    "signature_invalid CERTIFICATE_ERROR",
    ({ trustedRoot }) => ({ trustedRoot: { ...trustedRoot, certificateAuthorities: [] } }),
  ],
  ["a key in place of a certificate", "policy_invalid", () => ({ publicKey: "no key" })],
  ["text that is no JSON", "bundle_invalid", () => ({ bundle: "{" })],
])("refuses %s as %s", (_, code, change) => {
  expect(judgeVector({ ...honest, ...change(honest) })).toEqual({ accepted: false, code });
});
