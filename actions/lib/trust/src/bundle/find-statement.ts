import { ForgeError } from "@plugsmith/schemas";
import type { VerifiedStatement } from "./verify-bundle.ts";

/**
 * The one statement of a type, null where there is none.
 * @throws ForgeError `attestation_missing` where there are several: nobody could tell which one counts.
 */
export function findStatement(
  verified: readonly VerifiedStatement[],
  type: string,
  what: string,
): VerifiedStatement | null {
  const found = verified.filter(({ statement }) => statement.predicateType === type);
  if (found.length <= 1) return found[0] ?? null;
  throw new ForgeError("attestation_missing", {
    message: `There is more than one ${what} attestation.`,
    hint: "Publish the version again with the forge's publish workflow.",
    facts: { predicateType: type, found: found.length },
  });
}

/** As `findStatement`, and refuses where there is none. @throws ForgeError `attestation_missing`. */
export function requireStatement(verified: readonly VerifiedStatement[], type: string, what: string) {
  const found = findStatement(verified, type, what);
  if (found) return found;
  throw new ForgeError("attestation_missing", {
    message: `The ${what} attestation is missing.`,
    hint: "Publish the version again with the forge's publish workflow.",
    facts: { predicateType: type, found: 0 },
  });
}
