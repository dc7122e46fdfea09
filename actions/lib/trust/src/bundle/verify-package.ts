import {
  computeDigest,
  ForgeError,
  type PackageIndex,
  type PluginApproval,
  type PluginBom,
  type PluginManifest,
  type Reviewers,
  type Revocation,
  type TestResult,
  type TrustPolicy,
} from "@plugsmith/schemas";
import type { ArchiveFile, ArchiveLimits } from "../archive/archive.ts";
import { readArchive } from "../archive/read-archive.ts";
import { verifyPackageIndex } from "../archive/verify-package-index.ts";
import { checkExpected, type ExpectedPackage } from "./check-expected.ts";
import { checkRevocations } from "./check-revocations.ts";
import { checkSigner, readIssueTime } from "./check-signer.ts";
import { decidePolicy } from "./decide-policy.ts";
import { requireStatement } from "./find-statement.ts";
import { isKeyPolicy } from "./key-policy.ts";
import { mergeSignatures } from "./merge-signatures.ts";
import { parseBundleLines } from "./parse-bundle-lines.ts";
import { pickDemanded } from "./pick-demanded.ts";
import { type AttestationReport, renderAttestations } from "./render-attestations.ts";
import { renderProof } from "./render-proof.ts";
import type { SignedTrust } from "./signed-trust.ts";
import { approvalType, provenanceType } from "./statement.ts";
import { verifyApproval } from "./verify-approval.ts";
import { verifyBom } from "./verify-bom.ts";
import { type VerifiedStatement, verifyBundle } from "./verify-bundle.ts";
import { type ProvenanceFacts, verifyProvenance } from "./verify-provenance.ts";
import { verifySummary } from "./verify-summary.ts";
import { verifyTestResult } from "./verify-test-result.ts";

export interface PackageEvidence {
  readonly zip: Uint8Array;
  /** Text of `<zip>.sigstore.jsonl`. */
  readonly bundles: string;
  readonly policy: TrustPolicy;
  /** What people have signed in the registry about who signs; absent or null where no signed registry was read. */
  readonly trust?: SignedTrust | null;
  readonly reviewers: Reviewers;
  readonly revocations: readonly Revocation[];
  readonly expected?: ExpectedPackage;
  readonly limits?: Partial<ArchiveLimits>;
  /**
   * `demanded`: statements that the policy does not ask for are not even looked at, as a bench loads; `all` (default) judges
   * each one, as a person asks.
   */
  readonly statements?: "all" | "demanded";
  /** Time of the verification, for keys without a timestamp; default: the clock's. */
  readonly now?: Date;
}

export interface VerifiedPackage {
  readonly digest: string;
  readonly manifest: PluginManifest;
  readonly index: PackageIndex;
  readonly files: readonly ArchiveFile[];
  readonly provenance: ProvenanceFacts;
  readonly approvals: PluginApproval;
  /** SLSA levels that the forge claims and the approvals bear out. */
  readonly levels: readonly string[];
  /** What the approved pipeline run found; null: not attested, or not looked at. */
  readonly tests: TestResult | null;
  /** The attested bill of materials, compared with the package; null likewise. */
  readonly bom: PluginBom | null;
  /** Each statement that was verified, in words. */
  readonly attestations: readonly AttestationReport[];
  /** Sentences: what was shown, and what no signature can show. */
  readonly proved: readonly string[];
  readonly notProved: readonly string[];
}

/** One bundle under the policy and, where the registry has a list of signers, on that list as well: the narrower counts. */
function verifyLine(bundle: unknown, digest: string, now: Date, { policy, trust }: Trusted): VerifiedStatement {
  const found = verifyBundle(bundle, policy, digest, now);
  if (trust?.signers && !isKeyPolicy(policy)) {
    const { buildSignerDigest } = found.identity;
    const commit = { workflow: policy.signerWorkflow, digest: buildSignerDigest, at: readIssueTime(bundle) };
    checkSigner(commit, trust.signers);
  }
  return found;
}

type Trusted = Required<Pick<PackageEvidence, "policy" | "trust">>;

/**
 * Verifies a package end to end: digest, revocations, every bundle's signature and identity, the approvals, and only then
 * the archive itself with its index. Nothing is written; the returned files are the very bytes that were checked.
 * @throws ForgeError with a code of its own for each refusal: `digest_mismatch`, `version_revoked`, `bundle_invalid`,
 *   `signature_invalid`, `identity_mismatch`, `key_unknown`, `key_expired`, `timestamp_missing`, `signatures_missing`, `attestation_missing`, `quorum_missing`, `archive_invalid`,
 *   `version_not_higher`, `policy_invalid`.
 */
export async function verifyPackage(evidence: PackageEvidence): Promise<VerifiedPackage> {
  const { reviewers, revocations, expected, trust = null } = evidence;
  const zip = Buffer.from(evidence.zip);
  const digest = computeDigest(zip);
  checkExpected({ digest }, expected);
  checkRevocations(revocations, { digest });
  const policy = decidePolicy(evidence.policy, trust);
  const now = evidence.now ?? new Date();
  const lines = parseBundleLines(evidence.bundles);
  const lookedAtAll = evidence.statements !== "demanded";
  const looked = lookedAtAll ? lines : pickDemanded(lines, policy);
  const verified = mergeSignatures(
    looked.map((bundle) => verifyLine(bundle, digest, now, { policy, trust })),
    policy,
  );
  const provenance = verifyProvenance(requireStatement(verified, provenanceType, "provenance"), policy);
  const { statement: approval, payload: approvalPayload } = requireStatement(verified, approvalType, "approval");
  const approvals = verifyApproval(approval, { policy, reviewers, digest, headSha: provenance.headSha });
  const levels = verifySummary(verified, { policy, approvals, approvalPayload });
  const archive = await readArchive(zip, evidence.limits);
  const { manifest, index } = verifyPackageIndex(archive);
  if (approvals.plugin.name !== manifest.name || approvals.plugin.version !== manifest.version)
    throw new ForgeError("attestation_missing", { message: "The approvals name another plugin or version." });
  checkExpected({ digest, name: manifest.name, version: manifest.version }, expected);
  checkRevocations(revocations, { digest, name: manifest.name, version: manifest.version });
  const { headSha } = provenance;
  const tests = verifyTestResult(verified, { policy, digest, headSha, manifest, approvals });
  const bom = verifyBom(verified, { policy, digest, manifest, index });
  const found = { policy, provenance, approvals, levels, tests, bom };
  const proof = renderProof({ ...found, lookedAtAll, fileCount: archive.files.length });
  const attestations = renderAttestations(verified, found);
  return {
    digest,
    manifest,
    index,
    files: archive.files,
    provenance,
    approvals,
    levels,
    tests,
    bom,
    attestations,
    ...proof,
  };
}
