import { createHash } from "node:crypto";
import { ForgeError, parseVerificationSummary, type VerificationSummary } from "@plugsmith/schemas";
import { isTwoPartyReviewed, type Quorum, type Statement, summaryType, twoPartyLevel } from "@plugsmith/trust";
import { makeStatement } from "./make-provenance.ts";

export interface SummaryInput {
  readonly zipName: string;
  readonly digest: string;
  /** Address of the GitHub server, for example https://github.com. */
  readonly serverUrl: string;
  readonly repository: string;
  readonly plugin: { readonly name: string; readonly version: string };
  readonly mergeSha: string;
  /** The workflow that decided, without its commit. */
  readonly signerWorkflow: string;
  readonly quorum: Quorum;
  /** The approval statement that is summed up, as it is signed. */
  readonly approval: Statement;
  readonly at: string;
}

/**
 * A SLSA verification summary with `SLSA_SOURCE_TWO_PARTY_REVIEWED`, for tools that know no predicate of ours; null where it would not
 * be true: one approver was enough, or fewer than two different people count.
 */
export function makeSummary(input: SummaryInput): Statement | null {
  const { serverUrl, repository, plugin, mergeSha, quorum, approval } = input;
  if (!isTwoPartyReviewed({ required: quorum.required, approvals: quorum.counted })) return null;
  const tag = encodeURIComponent(`${plugin.name}@${plugin.version}`);
  const sha256 = createHash("sha256").update(JSON.stringify(approval)).digest("hex");
  const predicate: VerificationSummary = {
    verifier: { id: input.signerWorkflow },
    timeVerified: input.at,
    resourceUri: `${serverUrl}/${repository}/releases/download/${tag}/${input.zipName}`,
    policy: {
      uri: `${serverUrl}/${repository}/blob/${mergeSha}/.github/forge.yml`,
      digest: { gitCommit: mergeSha },
    },
    inputAttestations: [{ uri: approval.predicateType, digest: { sha256 } }],
    verificationResult: "PASSED",
    verifiedLevels: [twoPartyLevel],
    slsaVersion: "1.2",
  };
  const parsed = parseVerificationSummary(predicate);
  if (!parsed.ok)
    throw new ForgeError("signing_failed", {
      message: `The verification summary would not match its schema: ${parsed.issues[0]?.path}.`,
    });
  return makeStatement(input, summaryType, { ...predicate });
}
