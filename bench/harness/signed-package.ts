import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeTestApproval, makeTestProvenance, makeTestTestResult, startTestSigning } from "@plugsmith/local/testing";
import { computeDigest } from "@plugsmith/schemas";
import { makeStatement } from "@plugsmith/signers";
import { bomType, type PackageEvidence, readArchive, verifyPackageIndex } from "@plugsmith/trust";
import { makeBom, makePackage, makeReviewers } from "@plugsmith/trust/testing";

export interface SignedPackage {
  readonly evidence: PackageEvidence;
  /** A bare P-256 signature over the zip's digest. */
  readonly bare: { readonly key: string; readonly signature: Buffer };
  /** The same on disk: arguments for `plugsmith verify`, and for bare-verify.mjs. */
  readonly verifyArguments: readonly string[];
  readonly bareArguments: readonly string[];
}

/**
 * A package of about 250 KB in 16 files, signed by the local Fulcio, Rekor and time stamp authority with provenance, approvals,
 * test result and bill of materials, as the publish step leaves it; and the same zip signed by one bare key.
 */
export async function makeSignedPackage(folder: string): Promise<SignedPackage> {
  const files = Object.fromEntries(
    Array.from({ length: 14 }, (_, index) => [`data/${index}.txt`, randomBytes(16 * 1024).toString("hex")]),
  );
  const zip = makePackage({ files });
  const digest = computeDigest(zip);
  const signing = await startTestSigning();
  const zipName = "bench-hello-1.0.0.zip";
  const bom = makeBom({ digest, ...verifyPackageIndex(await readArchive(zip)) });
  const bundles = await signing.sign([
    makeTestProvenance({ digest }),
    makeTestApproval({ digest }),
    makeTestTestResult({ digest }),
    makeStatement({ zipName, digest }, bomType, { ...bom }),
  ]);
  await signing.close();
  const evidence = { zip, bundles, policy: signing.policy, reviewers: makeReviewers(1, 2, 3), revocations: [] };
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const key = publicKey.export({ type: "spki", format: "pem" }).toString();
  const signature = sign("sha256", createHash("sha256").update(zip).digest(), privateKey);
  const write = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const zipFile = write(zipName, zip);
  const registry = { schemaVersion: 1, repository: "acme/forge", sequence: 1, updatedAt: "2026-01-01T00:00:00.000Z" };
  return {
    evidence,
    bare: { key, signature },
    verifyArguments: [
      zipFile,
      "--bundle",
      write("bundles.jsonl", bundles),
      "--policy",
      write("trust-policy.json", JSON.stringify(evidence.policy)),
      "--reviewers",
      write("reviewers.json", JSON.stringify(evidence.reviewers)),
      "--registry",
      write("registry.json", JSON.stringify({ ...registry, plugins: [], revocations: [] })),
    ],
    bareArguments: [zipFile, write("key.pem", key), write("zip.sig", signature)],
  };
}
