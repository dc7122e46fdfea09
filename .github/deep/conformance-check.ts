import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { judgeVector } from "../../actions/lib/trust/src/testing/conformance/judge-vector.ts";
import { readVectors } from "../../actions/lib/trust/src/testing/conformance/read-vectors.ts";
import type { DeepCheck, DeepResult } from "./deep-check.ts";

/** Commit of the checkout, so that the evidence says which vectors it is about; null where it is no git checkout. */
function readCommit(checkout: string): string | null {
  try {
    return execFileSync("git", ["-C", checkout, "rev-parse", "HEAD"], { encoding: "utf8", stdio: "pipe" }).trim();
  } catch {
    return null;
  }
}

async function run(say: (line: string) => void): Promise<DeepResult> {
  const checkout = process.env["SIGSTORE_CONFORMANCE"];
  const root = process.env["SIGSTORE_TRUSTED_ROOT"];
  if (checkout === undefined || root === undefined || !existsSync(checkout) || !existsSync(root))
    throw new Error(
      "The vectors are not part of this repository. Set SIGSTORE_CONFORMANCE to a checkout of sigstore/sigstore-conformance and SIGSTORE_TRUSTED_ROOT to targets/trusted_root.json of sigstore/root-signing.",
    );
  const vectors = readVectors(checkout, root);
  const judged = vectors.map((vector) => ({ ...vector, ...judgeVector(vector) }));
  const failures = judged
    .filter(({ valid, accepted }) => valid !== accepted)
    .map(({ name, code }) => `${name}: ${code === "ok" ? "accepted" : `refused as ${code}`}`);
  // A refusal without a code of its own would be one by accident.
  failures.push(...judged.flatMap(({ name, code }) => (code === "unexpected" ? [`${name}: refused by accident`] : [])));
  const valid = judged.filter((vector) => vector.valid).length;
  say(`${valid} valid and ${judged.length - valid} invalid bundles`);
  return {
    passed: judged.length - failures.length,
    failed: failures.length,
    figures: {
      licence: "Apache-2.0",
      commit: readCommit(checkout),
      verdicts: Object.fromEntries(judged.map(({ name, code }) => [name, code])),
    },
    failures,
  };
}

const bundle = "actions/lib/trust/src/bundle";

/** The public vectors of Sigstore's clients, through the verifier of packages. */
export const conformanceCheck: DeepCheck = {
  name: "conformance",
  summary: "does our verifier judge the bundles of sigstore-conformance as every Sigstore client must?",
  covers: [
    "actions/lib/trust/src/testing/conformance/*.ts",
    ...[
      "key-hint",
      "key-ring",
      "parse-statement",
      "signer-identity",
      "trust-material",
      "verify-bundle",
      "verify-signature",
    ].map((name) => `${bundle}/${name}.ts`),
  ],
  run,
};
