import { ForgeError, type TrustPolicy } from "@plugsmith/schemas";
import { isKeyPolicy } from "./key-policy.ts";
import type { VerifiedStatement } from "./verify-bundle.ts";

/**
 * One entry for each statement that enough different keys signed, byte for byte the same. Keyless statements stay as they are.
 * @throws ForgeError `signatures_missing`, or `bundle_invalid` when one key signed one statement twice.
 */
export function mergeSignatures(
  verified: readonly VerifiedStatement[],
  policy: TrustPolicy,
): readonly VerifiedStatement[] {
  if (!isKeyPolicy(policy)) return verified;
  const needed = policy.thresholds.signatures;
  return [...Map.groupBy(verified, ({ payload }) => payload).values()].flatMap((signatures) => {
    const keys = new Set(signatures.map(({ key }) => key));
    if (keys.size < signatures.length)
      throw new ForgeError("bundle_invalid", { message: "The signature bundle names one signature of a key twice." });
    if (keys.size < needed)
      throw new ForgeError("signatures_missing", {
        message: `${keys.size} of ${needed} keys have signed the statement ${signatures[0]?.statement.predicateType}.`,
        hint: "Do not use this package yet; the holder of another key must sign it with `plugsmith sign`.",
        facts: { found: keys.size, needed },
      });
    return signatures.slice(0, 1);
  });
}
