import { describe, expect, it } from "vitest";
import { makePolicy } from "../testing.ts";
import { checkIdentity } from "./check-identity.ts";
import type { SignerIdentity } from "./signer-identity.ts";

const policy = makePolicy();
const subject = `${policy.signerWorkflow}@refs/heads/main`;
const identity: SignerIdentity = {
  subject,
  issuer: policy.issuer,
  buildSignerUri: subject,
  buildSignerDigest: "c".repeat(40),
  runnerEnvironment: "github-hosted",
  sourceRepositoryUri: "https://github.com/acme/forge",
  sourceRef: "refs/heads/main",
  sourceRepositoryId: "42",
  trigger: "workflow_dispatch",
  runInvocation: null,
};
const at = (ref: string): Partial<SignerIdentity> => {
  const changed = `${policy.signerWorkflow}${ref}`;
  return { subject: changed, buildSignerUri: changed };
};

describe("checkIdentity", () => {
  it.each(["@refs/heads/main", "@refs/tags/v1", `@${"c".repeat(40)}`, "@refs/heads/with@sign"])(
    "accepts the policy's workflow at %s",
    (ref) => {
      expect(() => checkIdentity({ ...identity, ...at(ref) }, policy)).not.toThrow();
    },
  );

  it.each<[string, Partial<SignerIdentity>]>([
    ["signerWorkflow", { subject: null }],
    ["signerWorkflow", at("")],
    ["signerWorkflow", at("@")],
    ["signerWorkflow", at("@x.yml@refs/heads/main")],
    ["signerWorkflow", at("-evil.yml@refs/heads/main")],
    ["signerWorkflow", at("@refs/heads/a b")],
    ["signerWorkflow", { subject: ` ${subject}` }],
    ["buildSignerUri", { buildSignerUri: `${policy.signerWorkflow}@refs/heads/other` }],
    ["issuer", { issuer: `${policy.issuer}/` }],
    ["issuer", { issuer: null }],
    ["buildSignerDigest", { buildSignerDigest: null }],
    ["buildSignerDigest", { buildSignerDigest: "C".repeat(40) }],
    ["sourceRepositoryId", { sourceRepositoryId: "420" }],
    ["sourceRepositoryUri", { sourceRepositoryUri: "https://github.com/acme/forge2" }],
    ["sourceRef", { sourceRef: "refs/heads/main2" }],
    ["trigger", { trigger: "push" }],
    ["runnerEnvironment", { runnerEnvironment: "self-hosted" }],
  ])("refuses a certificate that differs in %s (%o)", (field, change) => {
    expect(() => checkIdentity({ ...identity, ...change }, policy)).toThrow(
      expect.objectContaining({ code: "identity_mismatch", facts: expect.objectContaining({ field }) }),
    );
  });

  it.each(["registry", "r", "c".repeat(40)])("takes the word registry for no commit, whatever signed: %s", (digest) => {
    const open = { ...policy, signers: "registry" as const };
    expect(() => checkIdentity({ ...identity, buildSignerDigest: digest }, open)).toThrow(
      expect.objectContaining({ code: "policy_invalid" }),
    );
  });

  it("takes dots in names as dots, never as a pattern", () => {
    const changed = subject.replace("publish.yml", "publishXyml");
    expect(() => checkIdentity({ ...identity, subject: changed, buildSignerUri: changed }, policy)).toThrow(
      expect.objectContaining({ code: "identity_mismatch" }),
    );
  });
});
