import { computeDigest, ForgeError, type StepResult } from "@plugsmith/schemas";
import type { RebuildInputs } from "./parse-publish-inputs.ts";

export interface Rebuild {
  /** Result of the package step. */
  readonly result: StepResult;
  /** The zip that it names. */
  readonly zip: Uint8Array;
}

/**
 * Compares two builds of H with the approved digest, by the bytes themselves.
 * @returns version of the plugin.
 * @throws ForgeError `not_reproducible`, or `digest_mismatch` when a result does not describe its own bytes.
 */
export function checkRebuild(inputs: RebuildInputs, builds: readonly [Rebuild, Rebuild]): string {
  const digests = builds.map(({ result, zip }) => {
    const found = computeDigest(zip);
    if (result.digest !== found)
      throw new ForgeError("digest_mismatch", {
        message: "A package differs from the digest in its own result.",
        facts: { expected: result.digest ?? null, found },
      });
    return found;
  });
  const [first = "", second = ""] = digests;
  if (first !== second || first !== inputs.digest)
    throw new ForgeError("not_reproducible", {
      message:
        first === second
          ? "Building the approved commit gave other bytes than the approved ones."
          : "Building the same commit twice gave two different packages.",
      hint: "Find what differs (times, random names, downloads), correct it, and have the new head reviewed.",
      facts: { approved: inputs.digest, first, second },
    });
  const [{ result }] = builds;
  if (result.plugin?.name !== inputs.name)
    throw new ForgeError("input_invalid", { message: "The package is of another plugin." });
  return result.plugin.version;
}
