import { generateKeyPairSync } from "node:crypto";
import { expect, it } from "vitest";
import { makePolicy } from "../testing/make-facts.ts";
import { makeTrustVerifier } from "./trust-material.ts";

const spki = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ type: "spki", format: "der" });
const log = (validFor: object | undefined) => ({
  baseUrl: "https://log.test",
  hashAlgorithm: "SHA2_256",
  publicKey: { rawBytes: spki.toString("base64"), keyDetails: "PKIX_ECDSA_P256_SHA_256", validFor },
  logId: { keyId: "AAAA" },
});
const authority = (validFor: object | undefined) => ({
  uri: "https://ca.test",
  certChain: { certificates: [] },
  validFor,
});
const since = { start: "2026-01-01T00:00:00Z" };
const read = (trustedRoot: Record<string, unknown>) => makeTrustVerifier(makePolicy({ trustedRoot }));

it("reads a trusted root whose logs and authorities have a beginning", () => {
  expect(read({ tlogs: [log(since)], timestampAuthorities: [authority(since)] }).keys).toBeNull();
});

it.each<[string, Record<string, unknown>]>([
  ["a transparency log", { tlogs: [log(since), log({})] }],
  ["a log without any validity", { tlogs: [log(undefined)] }],
  ["a certificate log", { ctlogs: [log({ end: "2027-01-01T00:00:00Z" })] }],
  ["a certificate authority", { certificateAuthorities: [authority({})] }],
  ["a timestamp authority", { timestampAuthorities: [authority(undefined)] }],
])("refuses a trusted root that names %s without one: it would be believed about every moment", (_, root) => {
  expect(() => read(root)).toThrow(
    expect.objectContaining({
      code: "policy_invalid",
      message: "The trust policy is not valid: its trusted root names a log or authority without validFor.start.",
    }),
  );
});
