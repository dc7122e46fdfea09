export { type Archive, type ArchiveFile, type ArchiveLimits, defaultArchiveLimits } from "./archive/archive.ts";
export { type ArchiveReason, archiveRules } from "./archive/archive-rules.ts";
export { readArchive } from "./archive/read-archive.ts";
export { type PackageContents, verifyPackageIndex } from "./archive/verify-package-index.ts";
export type { ExpectedPackage } from "./bundle/check-expected.ts";
export { checkRevocations } from "./bundle/check-revocations.ts";
export { checkSigner, type SigningCommit } from "./bundle/check-signer.ts";
export { computeKeyHint, isSigningKey } from "./bundle/key-hint.ts";
export { isKeyMode, isKeyPolicy, type KeyMode } from "./bundle/key-policy.ts";
export {
  type ForgePolicyFacts,
  makeForgePolicy,
  pickSigner,
  requireSignable,
  type SignerFacts,
} from "./bundle/make-forge-policy.ts";
export { parseBundleLines } from "./bundle/parse-bundle-lines.ts";
export { parseStatement } from "./bundle/parse-statement.ts";
export type { AttestationReport } from "./bundle/render-attestations.ts";
export { renderPackageUrl } from "./bundle/render-package-url.ts";
export { requireListed } from "./bundle/require-listed.ts";
export type { SignedTrust } from "./bundle/signed-trust.ts";
export {
  approvalType,
  bomType,
  payloadType,
  provenanceType,
  type Statement,
  statementType,
  summaryType,
  testResultType,
} from "./bundle/statement.ts";
export { type BomSubject, findBomFault } from "./bundle/verify-bom.ts";
export { type VerifiedStatement, verifyBundle } from "./bundle/verify-bundle.ts";
export { type PackageEvidence, type VerifiedPackage, verifyPackage } from "./bundle/verify-package.ts";
export type { ProvenanceFacts } from "./bundle/verify-provenance.ts";
export { isTwoPartyReviewed, twoPartyLevel } from "./bundle/verify-summary.ts";
export { decideResult } from "./bundle/verify-test-result.ts";
export type { ChannelAnswer } from "./channels/channel-answer.ts";
export {
  ledgerPath,
  listHandedOver,
  listUnfinished,
  listUnretracted,
  parseLedgerText,
  writeEntries,
} from "./channels/channel-ledger.ts";
export {
  isKitDone,
  type KitChecklist,
  type KitStanding,
  kitLabel,
  parseKitChecklist,
  renderKitMarker,
} from "./channels/kit-checklist.ts";
export { channelLimits, listChannels, listConfigured } from "./channels/list-channels.ts";
export {
  type ChannelStep,
  isLasting,
  type PublicationHave,
  type PublicationWant,
  planPublication,
} from "./channels/plan-publication.ts";
export { type Confirmation, decideConfirmation } from "./permissions/decide-confirmation.ts";
export { computePermissionsDigest, renderConfirmation } from "./permissions/render-confirmation.ts";
export { renderApprovalMessage } from "./proof/approval-message.ts";
export { type CommitFact, type CommitPerson, decideExcluded, type ExclusionFacts } from "./quorum/decide-excluded.ts";
export { decideObstacles, listOutside, type PullShape } from "./quorum/decide-obstacles.ts";
export { decideQuorum } from "./quorum/decide-quorum.ts";
export { decideResetAt, type PullEvent } from "./quorum/decide-reset-at.ts";
export { decideRole } from "./quorum/decide-role.ts";
export type {
  Blocker,
  CountedReview,
  ExcludedPerson,
  ExclusionReason,
  ProofDemand,
  Quorum,
  QuorumFacts,
  ReviewFact,
  UncountedReason,
  UncountedReview,
} from "./quorum/quorum.ts";
export {
  decideRevocation,
  hasSuspensionEnded,
  type RevocationComment,
  type RevocationDecision,
  type RevocationFacts,
  type RevokingPerson,
  suspensionMs,
} from "./revocation/decide-revocation.ts";
export { parsePlainLines } from "./revocation/parse-plain-lines.ts";
export { parseRevokeCommands, type RevokeCommand } from "./revocation/parse-revoke-command.ts";
export { tufFolder } from "./tuf/registry-targets.ts";
export { compareVersions } from "./version/compare-versions.ts";
