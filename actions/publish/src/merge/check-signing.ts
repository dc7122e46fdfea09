import { ForgeError, type Signers } from "@plugsmith/schemas";
import { isKeyMode, requireListed } from "@plugsmith/trust";
import type { Publication, SigningWorkflow, TestEvidenceAnswer } from "@plugsmith/trust/github";

/** What the sign job will ask after the merge, asked before it. */
export interface SigningFacts {
  /** The version of publish.yml that this run was started with; null: GitHub does not tell. */
  readonly workflow: SigningWorkflow | null;
  /** The list that people have signed; null: there is none. */
  readonly signers: Signers | null;
  readonly tests: TestEvidenceAnswer;
  readonly at: Date;
}

function checkWorkflow({ workflow, signers, at }: SigningFacts): void {
  if (workflow === null) return;
  try {
    requireListed({ ...workflow, at }, signers);
  } catch (cause) {
    if (!(cause instanceof ForgeError)) throw cause;
    throw new ForgeError(cause.code, {
      message: `Not merged, because nothing could be signed after it. ${cause.message}`,
      ...(cause.hint === undefined ? {} : { hint: cause.hint }),
      facts: cause.facts,
      cause,
    });
  }
}

/**
 * Refuses to merge what could not be signed and vouched for afterwards, while the pull request can still be repaired. Pure.
 * @throws ForgeError `identity_mismatch` for a version of the workflows that people have not listed, `attestation_missing` when
 *   what the approved run found cannot be had.
 */
export function checkSigning(config: Publication["config"], facts: SigningFacts): void {
  if (!isKeyMode(config.signing?.mode ?? "keyless-public")) checkWorkflow(facts);
  if (facts.tests.kind === "read") return;
  throw new ForgeError("attestation_missing", {
    message: `Not merged, because no test result could be attested for the package: ${facts.tests.why}.`,
    hint: "Make the pipeline run again, by a further commit on the branch or with `/forge retry`, have the new head or result approved, then comment `/forge publish`.",
  });
}
