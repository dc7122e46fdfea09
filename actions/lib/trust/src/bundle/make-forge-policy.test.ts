import { parseTrustPolicy } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { makePolicy } from "../testing.ts";
import { makeForgePolicy } from "./make-forge-policy.ts";

const { issuer, signerWorkflow, signers, runnerEnvironment, repository, repositoryId } = makePolicy();
const facts = {
  issuer,
  signerWorkflow,
  signers,
  runnerEnvironment,
  repository,
  repositoryId,
  defaultBranch: "trunk",
  config: { approvals: { required: 3 } },
  trustedRoot: {},
};

describe("makeForgePolicy", () => {
  it("demands what the configuration says, on the default branch, with a public log by default", () => {
    const policy = makeForgePolicy(facts);
    expect(parseTrustPolicy(policy).ok).toBe(true);
    expect(policy).toMatchObject({
      mode: "keyless-public",
      sourceRef: "refs/heads/trunk",
      approvals: { required: 3 },
      thresholds: { log: 1, certificateLog: 1, timestamp: 1 },
    });
  });

  it("demands a timestamp where GitHub keeps no log", () => {
    const config = { ...facts.config, signing: { mode: "keyless-github" as const } };
    expect(makeForgePolicy({ ...facts, config }).thresholds).toEqual({ log: 0, certificateLog: 0, timestamp: 1 });
  });

  it.each(["key", "pkcs11", "vault"] as const)("refuses mode %s without the public keys", (mode) => {
    const config = { ...facts.config, signing: { mode } };
    expect(() => makeForgePolicy({ ...facts, config })).toThrow(expect.objectContaining({ code: "policy_invalid" }));
  });

  it("refuses to go without a trusted root", () => {
    expect(() => makeForgePolicy({ ...facts, trustedRoot: null })).toThrow(
      expect.objectContaining({ code: "policy_invalid" }),
    );
  });
});
