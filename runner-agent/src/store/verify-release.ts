import { ForgeError, type Reviewers, type Revocation, type TrustPolicy } from "@plugsmith/schemas";
import { type SignedTrust, verifyPackage } from "@plugsmith/trust";
import type { Release } from "../bench/release.ts";
import type { CheckedPackage } from "./stored-package.ts";

export interface ReleaseEvidence {
  readonly release: Release;
  readonly zip: Uint8Array;
  readonly bundles: string;
  readonly reviewers: Reviewers | undefined;
  readonly revocations: readonly Revocation[];
}

/** Judges downloaded bytes; rejects with the refusal's own code. */
export type VerifyRelease = (evidence: ReleaseEvidence) => Promise<CheckedPackage>;

/**
 * The real judge: signature, identity, approvals, revocation, digest and archive, all by @plugsmith/trust.
 * @param readTrust what people have signed in the registry about who signs; null where no signed registry was read.
 */
export function createReleaseVerifier(
  readPolicy: () => TrustPolicy,
  readTrust: () => SignedTrust | null,
): VerifyRelease {
  return async ({ release, zip, bundles, reviewers, revocations }) => {
    if (!reviewers)
      throw new ForgeError("quorum_missing", {
        message: "reviewers.json of the registry was not read yet, so nobody can tell who may approve.",
        hint: "It is read from the branch forge/registry at the next poll.",
      });
    const { name, version, digest } = release;
    const { manifest, index, files, approvals, proved } = await verifyPackage({
      zip,
      bundles,
      policy: readPolicy(),
      trust: readTrust(),
      reviewers,
      revocations,
      expected: { name, version, digest },
      statements: "demanded",
    });
    return { release, manifest, index, files, approvals, proved, source: { zip, bundles } };
  };
}
