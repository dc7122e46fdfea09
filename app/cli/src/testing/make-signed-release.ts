import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeTestApproval, makeTestProvenance, type TestSigning } from "@plugsmith/local/testing";
import { computeDigest } from "@plugsmith/schemas";
import { decideQuorum } from "@plugsmith/trust";
import { makeManifest, makePackage, makeQuorumFacts, makeReview } from "@plugsmith/trust/testing";

export interface SignedRelease {
  readonly file: string;
  readonly policyFile: string;
  readonly digest: string;
}

/** `bench-hello-<version>.zip` with its bundle and policy in a folder, approved by user-1 and user-2. */
export async function makeSignedRelease(
  signing: TestSigning,
  folder: string,
  version = "1.0.0",
): Promise<SignedRelease> {
  const zip = makePackage({ manifest: makeManifest({ version }), files: { "entry.mjs": "export {};\n" } });
  const own = { zipName: `bench-hello-${version}.zip`, digest: computeDigest(zip) };
  const quorum = decideQuorum(makeQuorumFacts({ reviews: [1, 2].map((id) => makeReview(id)) }));
  const approval = makeTestApproval({ ...own, plugin: { name: "bench-hello", version }, quorum });
  const file = join(folder, own.zipName);
  const policyFile = join(folder, "policy.json");
  writeFileSync(file, zip);
  writeFileSync(`${file}.sigstore.jsonl`, await signing.sign([makeTestProvenance(own), approval]));
  writeFileSync(policyFile, JSON.stringify(signing.policy));
  return { file, policyFile, digest: own.digest };
}
