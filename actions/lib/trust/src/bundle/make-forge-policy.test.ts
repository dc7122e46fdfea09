import { parseTrustPolicy } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { makePolicy } from "../testing.ts";
import { makeForgePolicy, pickSigner, requireSignable } from "./make-forge-policy.ts";

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

  it("demands of verifiers the signatures that it demands of reviewers, and none where the review is enough", () => {
    const make = (proof: "review" | "ssh" | "ssh-sk") =>
      makeForgePolicy({ ...facts, config: { approvals: { required: 2, proof } } }).approvals;
    expect(make("ssh-sk")).toEqual({ required: 2, proof: "ssh-sk" });
    expect(make("ssh")).toEqual({ required: 2, proof: "ssh" });
    expect(make("review")).toEqual({ required: 2 });
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

  const keys = [{ publicKey: "pem" }];
  it.each([
    [{}, { signatures: 1, log: 0, timestamp: 0 }],
    [{ timestampUrl: "http://t" }, { signatures: 1, log: 0, timestamp: 1 }],
    [{ rekorUrl: "http://r" }, { signatures: 1, log: 1, timestamp: 1 }],
    [
      { rekorUrl: "http://r", timestampUrl: "http://t", signatures: 2 },
      { signatures: 2, log: 1, timestamp: 2 },
    ],
  ])("demands of keys what the services of %j can show", (services, thresholds) => {
    const config = { ...facts.config, signing: { mode: "key" as const, keys, ...services } };
    expect(makeForgePolicy({ ...facts, config })).toMatchObject({ mode: "key", keys, thresholds });
  });

  it("goes without a trusted root only for keys that nobody else witnesses", () => {
    const make = (services: object) =>
      makeForgePolicy({
        ...facts,
        config: { ...facts.config, signing: { mode: "key", keys, ...services } },
        trustedRoot: null,
      });
    expect(make({})).not.toHaveProperty("trustedRoot");
    expect(() => make({ timestampUrl: "http://t" })).toThrow(expect.objectContaining({ code: "policy_invalid" }));
  });

  it("makes no keyless policy of a signer that is only a key", () => {
    const config = { ...facts.config, signing: { mode: "key" as const, keys } };
    const { repository, repositoryId, defaultBranch, trustedRoot } = facts;
    const signer = pickSigner(makeForgePolicy({ ...facts, config }));
    expect(signer).toEqual({ signerWorkflow });
    const keyless = { repository, repositoryId, defaultBranch, trustedRoot, config: facts.config, ...signer };
    expect(() => makeForgePolicy(keyless)).toThrow(expect.objectContaining({ code: "policy_invalid" }));
    expect(pickSigner(makeForgePolicy(facts))).toEqual({ issuer, signerWorkflow, signers, runnerEnvironment });
  });
});

describe("requireSignable", () => {
  it("refuses before the merge what the sign job could not finish", () => {
    const refused = expect.objectContaining({ code: "policy_invalid" });
    expect(() => requireSignable(null, undefined)).toThrow(refused);
    expect(() => requireSignable({}, { mode: "key", signatures: 2 })).toThrow(refused);
    expect(() => requireSignable(null, { mode: "key" })).not.toThrow();
    expect(() => requireSignable({}, { mode: "keyless-public", signatures: 2 })).not.toThrow();
  });
});
