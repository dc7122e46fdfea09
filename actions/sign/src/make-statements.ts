import type { PackageIndex } from "@plugsmith/schemas";
import { makeApproval, makeBom, makeProvenance, makeSummary, makeTestResult } from "@plugsmith/signers";
import { computePermissionsDigest, type Statement } from "@plugsmith/trust";
import type { Publication, TestEvidenceAnswer } from "@plugsmith/trust/github";
import type { JobClaims } from "./parse-claims.ts";
import type { SignInputs } from "./parse-sign-inputs.ts";

// Fulcio names GitHub's workflows by this address, wherever the API was asked.
const serverUrl = "https://github.com";

const unnameable = "the run's results name a check that cannot be attested";

/** The workflow that signs, without its commit. */
export const nameWorkflow = ({ jobWorkflowRef }: JobClaims) => `${serverUrl}/${jobWorkflowRef.split("@")[0]}`;

export interface StatementFacts {
  readonly inputs: SignInputs;
  readonly repository: string;
  readonly publication: Publication;
  readonly claims: JobClaims;
  /** Of the package whose digest was recomputed. */
  readonly index: PackageIndex;
  readonly sbom: Uint8Array;
  readonly tests: TestEvidenceAnswer;
  readonly at: string;
}

export interface MadeStatements {
  readonly statements: readonly Statement[];
  /** Sentences: which statement is missing, and why. */
  readonly missing: readonly string[];
}

/**
 * Everything that is said about a package. Provenance and approvals always; the summary where it is true; test result and bill
 * of materials where they can be had: their absence is told, and stops nobody whose policy does not demand them.
 */
export function makeStatements(facts: StatementFacts): MadeStatements {
  const { inputs, repository, publication, claims, index, sbom, tests, at } = facts;
  const { manifest, tree, repositoryId, quorum, excluded, confirmation, signatures } = publication;
  const { name, headSha, digest, pullRequest, request, mergeSha } = inputs;
  const plugin = { name, version: manifest.version };
  const shared = { zipName: `${name}-${manifest.version}.zip`, digest, repository, headSha, tree };
  const provenance = makeProvenance({ ...shared, ...claims, serverUrl, name, startedAt: at });
  const confirmed = confirmation === null ? {} : { permissions: computePermissionsDigest(manifest.permissions) };
  const decision = { quorum, excluded, signatures, ...confirmed, decidedAt: at };
  const approval = makeApproval({ ...shared, repositoryId, pullRequest, request, plugin, ...decision });
  const signerWorkflow = nameWorkflow(claims);
  const summary = makeSummary({ ...shared, serverUrl, plugin, mergeSha, signerWorkflow, quorum, approval, at });
  const result =
    tests.kind === "read" ? makeTestResult({ ...shared, serverUrl, plugin, evidence: tests.evidence }) : null;
  const bom = makeBom({ ...shared, manifest, index, sbom });
  const missing = [
    ...(result === null ? [`No test result is attested: ${tests.kind === "unusable" ? tests.why : unnameable}.`] : []),
    ...(bom === null
      ? ["No bill of materials is attested: it is larger than 1 MiB; the file beside the zip has it."]
      : []),
  ];
  return { statements: [provenance, approval, summary, result, bom].filter((each) => each !== null), missing };
}
