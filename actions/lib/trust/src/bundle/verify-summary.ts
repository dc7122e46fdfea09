import { ForgeError, type PluginApproval, parseVerificationSummary, type TrustPolicy } from "@plugsmith/schemas";
import { approvalType, summaryType } from "./statement.ts";
import type { VerifiedStatement } from "./verify-bundle.ts";

/** SLSA 1.2, source track: two trusted people reviewed every change. */
export const twoPartyLevel = "SLSA_SOURCE_TWO_PARTY_REVIEWED";

/** Whether two different people's approvals were demanded and given. */
export const isTwoPartyReviewed = ({
  required,
  approvals,
}: {
  readonly required: number;
  readonly approvals: readonly { readonly id: number }[];
}): boolean => required >= 2 && new Set(approvals.map(({ id }) => id)).size >= 2;

export interface SummaryExpectation {
  readonly policy: TrustPolicy;
  readonly approvals: PluginApproval;
  /** SHA-256 of the approval statement's signed bytes, hex. */
  readonly approvalPayload: string;
}

function refuse(why: string): never {
  throw new ForgeError("attestation_missing", {
    message: `The verification summary is not usable: ${why}.`,
    hint: "Do not use this package; ask the forge's maintainers to publish it again.",
  });
}

/**
 * Checks a package's SLSA verification summary against what was verified here: the forge must not claim more than the approvals bear.
 * @returns the levels that hold; none where the package carries no summary.
 * @throws ForgeError `attestation_missing` for a summary that claims too much or is about something else.
 */
export function verifySummary(
  verified: readonly VerifiedStatement[],
  { policy, approvals, approvalPayload }: SummaryExpectation,
): readonly string[] {
  const found = verified.filter(({ statement }) => statement.predicateType === summaryType);
  const [only] = found;
  if (!only) return [];
  if (found.length > 1) return refuse("there is more than one");
  const parsed = parseVerificationSummary(only.statement.predicate);
  if (!parsed.ok) return refuse(`${parsed.issues[0]?.path} ${parsed.issues[0]?.message}`);
  const { verifier, resourceUri, inputAttestations, verifiedLevels } = parsed.value;
  if (verifier.id !== policy.signerWorkflow) return refuse("another verifier than the policy's workflow decided");
  const packages = `${new URL(policy.signerWorkflow).origin}/${policy.repository}/releases/download/`;
  if (!resourceUri.startsWith(packages)) return refuse("it is about a package of another repository");
  const sums = inputAttestations.some(({ uri, digest }) => uri === approvalType && digest.sha256 === approvalPayload);
  if (!sums) return refuse("it does not sum up these approvals");
  if (verifiedLevels.includes(twoPartyLevel) && !isTwoPartyReviewed(approvals))
    return refuse("it claims a review by two people that the approvals do not bear out");
  return verifiedLevels;
}
