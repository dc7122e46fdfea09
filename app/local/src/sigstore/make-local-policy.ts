import type { KeylessPolicy } from "@plugsmith/schemas";
import type { LocalSigstore } from "./local-sigstore.ts";

export interface LocalPolicyFacts {
  readonly sigstore: Pick<LocalSigstore, "issuer" | "trustedRoot">;
  /** `https://github.com/<owner>/<repo>/.github/workflows/<file>`, without `@ref`. */
  readonly signerWorkflow: string;
  /** Commits of the signer workflow. */
  readonly signers: readonly string[];
  readonly repository: string;
  readonly repositoryId: string | number;
  readonly runnerEnvironment: KeylessPolicy["runnerEnvironment"];
  /** Default `refs/heads/main`. */
  readonly sourceRef?: string;
  /** Approvals that a verifier demands; default 2. */
  readonly required?: number;
}

/** The trust policy of a forge on the embedded GitHub: the same demands as for github.com, another issuer and root. */
export function makeLocalPolicy(facts: LocalPolicyFacts): KeylessPolicy {
  const [first, ...others] = facts.signers;
  if (first === undefined) throw new TypeError("A policy needs at least one signer commit.");
  return {
    schemaVersion: 1,
    mode: "keyless-public",
    issuer: facts.sigstore.issuer,
    signerWorkflow: facts.signerWorkflow,
    signers: [first, ...others],
    repository: facts.repository,
    repositoryId: String(facts.repositoryId),
    sourceRef: facts.sourceRef ?? "refs/heads/main",
    trigger: "workflow_dispatch",
    runnerEnvironment: facts.runnerEnvironment,
    thresholds: { log: 1, certificateLog: 1, timestamp: 1 },
    approvals: { required: facts.required ?? 2 },
    trustedRoot: facts.sigstore.trustedRoot,
  };
}
