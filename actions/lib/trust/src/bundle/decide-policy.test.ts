import type { KeylessPolicy } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { makePolicy } from "../testing.ts";
import { decidePolicy } from "./decide-policy.ts";
import type { SignedTrust } from "./signed-trust.ts";

const own = makePolicy();
const { trustedRoot: _root, ...rootless } = own;
const [listed, other] = ["d".repeat(40), "e".repeat(40)];
const entry = (digest: string, workflow: string = own.signerWorkflow) => ({
  workflow,
  digest,
  from: "2026-01-01T00:00:00Z",
});
const trust: SignedTrust = {
  signers: { schemaVersion: 1, signers: [entry(listed), entry(other, "https://github.com/evil/x.yml"), entry(listed)] },
  trustedRoot: { of: "the registry" },
};
const refused = (words: string) =>
  expect.objectContaining({ code: "policy_invalid", message: expect.stringMatching(words) });

describe("decidePolicy", () => {
  it("leaves a policy that names signers and root as it is, whatever the registry says", () => {
    expect(decidePolicy(own, trust)).toBe(own);
    expect(decidePolicy(own, null)).toBe(own);
  });

  it("takes the registry's commits of the policy's own workflow, each once, where the policy says so", () => {
    const decided = decidePolicy({ ...own, signers: "registry" }, trust) as KeylessPolicy;
    expect(decided).toMatchObject({ signers: [listed], trustedRoot: own.trustedRoot });
  });

  it("takes the registry's trusted root only where the policy brings none", () => {
    expect(decidePolicy(rootless, trust)).toEqual({ ...own, trustedRoot: { of: "the registry" } });
  });

  it("answers the same object for the same two, and another one after the registry has changed", () => {
    const policy = { ...own, signers: "registry" as const };
    const first = decidePolicy(policy, trust);
    expect(decidePolicy(policy, trust)).toBe(first);
    expect(decidePolicy(policy, { ...trust })).not.toBe(first);
  });

  it.each<[string, KeylessPolicy, SignedTrust | null]>([
    ["no signed registry was read", { ...own, signers: "registry" }, null],
    ["have signed no signers.json", { ...own, signers: "registry" }, { ...trust, signers: null }],
    [
      "names no commit of",
      { ...own, signers: "registry" },
      { ...trust, signers: { schemaVersion: 1, signers: [entry(other, "https://github.com/evil/x.yml")] } },
    ],
    ["brings no trusted root", rootless, null],
    ["brings no trusted root", rootless, { ...trust, trustedRoot: null }],
  ])("refuses where the registry does not say what is left to it: %s", (words, policy, given) => {
    expect(() => decidePolicy(policy, given)).toThrow(refused(words));
  });

  it("gives a policy of keys the registry's root only where it demands witnesses", () => {
    const { repository, repositoryId, signerWorkflow, approvals } = own;
    const thresholds = { signatures: 1, log: 0, timestamp: 1 };
    const shared = { schemaVersion: 1 as const, mode: "key" as const, repository, repositoryId, signerWorkflow };
    const keys = { ...shared, keys: [{ publicKey: "key" }] as [{ publicKey: string }], thresholds, approvals };
    expect(decidePolicy(keys, trust)).toEqual({ ...keys, trustedRoot: { of: "the registry" } });
    const alone = { ...keys, thresholds: { signatures: 1, log: 0, timestamp: 0 } };
    expect(decidePolicy(alone, trust)).toBe(alone);
    expect(decidePolicy(keys, null)).toBe(keys);
  });
});
