export { type ApprovalModel, judgeApprovals, makeApprovalModel } from "./testing/approval-model.ts";
export { type ArchiveAttack, makeFile } from "./testing/archive-attack.ts";
export { archiveAttacks } from "./testing/archive-attacks.ts";
export { type FakeGitHub, fakeGitHubApi } from "./testing/fake-github-api.ts";
export { makeResultsArtifact, makeStepResults } from "./testing/fake-github-artifacts.ts";
export type { FakeGitHubState, FakeRelease } from "./testing/fake-github-state.ts";
export { makeBom } from "./testing/make-bom.ts";
export {
  makeKeyPolicy,
  makePolicy,
  makeQuorumFacts,
  makeReview,
  makeReviewers,
  testHead,
  testTimes,
} from "./testing/make-facts.ts";
export { makeForge, makeReviewJson, testCommits } from "./testing/make-forge.ts";
export { makeManifest, makePackage, type PackageParts } from "./testing/make-package.ts";
export { makeZip, type ZipEnd, type ZipHeader, type ZipParts } from "./testing/make-zip.ts";
