import { ForgeError, type KeylessPolicy } from "@plugsmith/schemas";
import type { SignerIdentity } from "./signer-identity.ts";

// What a certificate holds may be anybody's text, and people read it on a terminal.
const show = (value: string) => value.slice(0, 200).replace(/[^\x20-\x7e]/gu, "?");

const refuse = (field: string, expected: string, found: string | null): never => {
  throw new ForgeError("identity_mismatch", {
    message: `The package was signed by another identity than the policy names: ${field} is ${found === null ? "missing" : show(found)}, not ${show(expected)}.`,
    hint: "Do not use this package. If the forge moved to another workflow or commit, its maintainers must publish a new policy.",
    facts: { field, expected: expected.slice(0, 200), found: found?.slice(0, 200) ?? null },
  });
};

/** `<workflow>@<ref or commit>`, compared as text: nothing in a policy is a pattern. */
function isWorkflow(subject: string | null, workflow: string): boolean {
  if (!subject?.startsWith(`${workflow}@`)) return false;
  return /^(?:refs\/[^\s]{1,300}|[0-9a-f]{40})$/u.test(subject.slice(workflow.length + 1));
}

/**
 * Compares every field of the certificate with the policy, exactly.
 * @throws ForgeError `identity_mismatch` with `facts.field`, `facts.expected`, `facts.found`.
 */
export function checkIdentity(identity: SignerIdentity, policy: KeylessPolicy): void {
  if (!isWorkflow(identity.subject, policy.signerWorkflow))
    refuse("signerWorkflow", policy.signerWorkflow, identity.subject);
  if (identity.buildSignerUri !== identity.subject)
    refuse("buildSignerUri", identity.subject ?? "", identity.buildSignerUri);
  const exact = (field: keyof SignerIdentity & string, expected: string) => {
    if (identity[field] !== expected) refuse(field, expected, identity[field]);
  };
  exact("issuer", policy.issuer);
  // Before anything is compared the registry's commits take its place (decidePolicy); a word is no commit.
  if (policy.signers === "registry")
    throw new ForgeError("policy_invalid", {
      message: "The policy leaves its signers to the registry, and no signed registry was read.",
      hint: "Pin the registry's root, or name the signers in the policy.",
    });
  if (identity.buildSignerDigest === null || !policy.signers.includes(identity.buildSignerDigest))
    refuse("buildSignerDigest", policy.signers.join(" "), identity.buildSignerDigest);
  exact("sourceRepositoryId", policy.repositoryId);
  exact("sourceRepositoryUri", `${new URL(policy.signerWorkflow).origin}/${policy.repository}`);
  exact("sourceRef", policy.sourceRef);
  exact("trigger", policy.trigger);
  exact("runnerEnvironment", policy.runnerEnvironment);
}
