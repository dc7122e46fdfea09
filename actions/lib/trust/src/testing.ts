export { makePolicy, makeQuorumFacts, makeReview, makeReviewers, testHead, testTimes } from "./testing/make-facts.ts";
export { makeManifest, makePackage, type PackageParts } from "./testing/make-package.ts";
export { makeZip, type ZipEnd, type ZipParts } from "./testing/make-zip.ts";
