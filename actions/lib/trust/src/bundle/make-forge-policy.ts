import { type ForgeConfig, ForgeError, type TrustPolicy } from "@plugsmith/schemas";

export interface ForgePolicyFacts {
  readonly issuer: string;
  /** `https://github.com/<owner>/<repo>/.github/workflows/<file>`, without `@ref`. */
  readonly signerWorkflow: string;
  /** Commits of that workflow. */
  readonly signers: TrustPolicy["signers"];
  readonly runnerEnvironment: TrustPolicy["runnerEnvironment"];
  readonly repository: string;
  readonly repositoryId: string;
  readonly defaultBranch: string;
  /** `.github/forge.yml` of the default branch: signing mode and required approvals. */
  readonly config: Pick<ForgeConfig, "signing" | "approvals">;
  /** Sigstore TrustedRoot, from the registry branch. */
  readonly trustedRoot: Record<string, unknown> | null;
}

const thresholds = {
  "keyless-public": { log: 1, certificateLog: 1, timestamp: 1 },
  "keyless-github": { log: 0, certificateLog: 0, timestamp: 1 },
} as const;

/**
 * The policy that a forge's own packages must meet: who signs is given, how is the configuration's word.
 * @throws ForgeError `policy_invalid` for a signing mode that cannot be verified yet, or without a trusted root.
 */
export function makeForgePolicy(facts: ForgePolicyFacts): TrustPolicy {
  const mode = facts.config.signing?.mode ?? "keyless-public";
  if (mode !== "keyless-public" && mode !== "keyless-github")
    throw new ForgeError("policy_invalid", {
      message: `Signing mode ${mode} cannot be verified yet.`,
      hint: "Set signing.mode in .github/forge.yml to keyless-public or keyless-github.",
    });
  return {
    schemaVersion: 1,
    mode,
    issuer: facts.issuer,
    signerWorkflow: facts.signerWorkflow,
    signers: facts.signers,
    repository: facts.repository,
    repositoryId: facts.repositoryId,
    sourceRef: `refs/heads/${facts.defaultBranch}`,
    trigger: "workflow_dispatch",
    runnerEnvironment: facts.runnerEnvironment,
    thresholds: thresholds[mode],
    approvals: { required: facts.config.approvals.required },
    trustedRoot: requireTrustedRoot(facts.trustedRoot),
  };
}

/** @throws ForgeError `policy_invalid` when the registry names no trusted root: nothing could be verified before publishing. */
export function requireTrustedRoot(root: Record<string, unknown> | null): Record<string, unknown> {
  if (root === null)
    throw new ForgeError("policy_invalid", {
      message: "The registry branch has no trusted_root.json, so signatures cannot be verified before publishing.",
      hint: "Put the Sigstore TrustedRoot of your signing services there; `plugsmith init` writes it.",
    });
  return root;
}
