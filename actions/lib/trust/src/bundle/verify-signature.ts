import { ForgeError } from "@plugsmith/schemas";
import { bundleFromJSON } from "@sigstore/bundle";
import { type SignedEntity, type Signer, toSignedEntity } from "@sigstore/verify";
import type { TrustVerifier } from "./trust-material.ts";

/** A bundle whose form is known; nothing of it is verified yet. */
export type ParsedBundle = ReturnType<typeof bundleFromJSON>;

/** @throws ForgeError `bundle_invalid`. */
export function parseBundle(value: unknown): ParsedBundle {
  try {
    return bundleFromJSON(value);
  } catch (error) {
    throw new ForgeError("bundle_invalid", { cause: error, hint: "Download the bundle again from the release." });
  }
}

/** The times that the verifier counts: log entries with a promise and signed timestamps. It refuses those that do not hold. */
function countTimes({ timestamps }: SignedEntity): number {
  return timestamps.filter((time) => time.$case === "timestamp-authority" || time.tlogEntry.inclusionPromise).length;
}

function requireTimes(entity: SignedEntity, needed: number, keys: TrustVerifier["keys"], now: Date): void {
  if (keys === null || entity.key.$case !== "public-key") return;
  const key = keys.find(entity.key.hint);
  const count = countTimes(entity);
  if (count < needed)
    throw new ForgeError("timestamp_missing", {
      message: `The signature carries ${count} of ${needed} trusted times.`,
      hint: "Do not use this package; ask the maintainers to sign it with the timestamp authority of the policy.",
      facts: { found: count, needed },
    });
  // Without a trusted time nobody can show that the key signed while it was valid: only now is certain.
  if (count === 0) key.requireValidAt(now);
}

export interface SignatureQuestion {
  readonly trust: TrustVerifier;
  /** Trusted times that a key's signature needs. */
  readonly times: number;
  readonly now: Date;
  /** What was signed, for a bundle that carries a bare signature in place of a statement. */
  readonly artifact?: Buffer;
}

/**
 * Who signed: certificate chain and log, transparency log, time and signature all hold.
 * @throws ForgeError `signature_invalid`, `key_unknown`, `key_expired`, `timestamp_missing`.
 */
export function verifySignature(bundle: ParsedBundle, { trust, times, now, artifact }: SignatureQuestion): Signer {
  const { verifier, keys } = trust;
  try {
    const entity = toSignedEntity(bundle, artifact);
    requireTimes(entity, times, keys, now);
    return verifier.verify(entity);
  } catch (error) {
    if (error instanceof ForgeError) throw error;
    const code = (error as { code?: unknown } | null)?.code;
    // The libraries below also throw plain errors on malformed input: whatever is thrown is a refusal.
    throw new ForgeError("signature_invalid", {
      message: "The signature does not hold.",
      hint: "Do not use this package. Download it again; if it still fails, tell the maintainers.",
      facts: { reason: typeof code === "string" ? code : "unreadable" },
      cause: error,
    });
  }
}
