import { createPublicKey, type KeyObject } from "node:crypto";
import { ForgeError, type SigningKey } from "@plugsmith/schemas";
import { computeKeyHint, isSigningKey } from "./key-hint.ts";

/** A policy's key, ready to verify with. */
export interface TrustedKey {
  readonly hint: string;
  readonly publicKey: KeyObject;
  /** @throws ForgeError `key_expired` when the key may not sign at that time. */
  requireValidAt(time: Date): void;
}

export interface KeyRing {
  /** @throws ForgeError `key_unknown`. */
  find(hint: string): TrustedKey;
}

const readTime = (text: string | undefined, otherwise: number) => (text === undefined ? otherwise : Date.parse(text));

function makeTrustedKey(key: SigningKey): TrustedKey {
  const publicKey = createPublicKey(key.publicKey);
  if (!isSigningKey(publicKey)) throw new TypeError("a key is neither ECDSA P-256, ECDSA P-384 nor Ed25519");
  const from = readTime(key.validFrom, Number.NEGATIVE_INFINITY);
  const until = readTime(key.validUntil, Number.POSITIVE_INFINITY);
  if (Number.isNaN(from) || Number.isNaN(until)) throw new TypeError("a key's validity is no time");
  if (from >= until) throw new TypeError("a key ends before it begins");
  const hint = computeKeyHint(publicKey);
  return {
    hint,
    publicKey,
    requireValidAt(time) {
      if (time.getTime() >= from && time.getTime() < until) return;
      throw new ForgeError("key_expired", {
        message: `The key was not valid at ${time.toISOString()}.`,
        hint: "Do not use this package. If its key was replaced, ask the maintainers to publish the version again.",
        facts: {
          key: hint,
          at: time.toISOString(),
          validFrom: key.validFrom ?? null,
          validUntil: key.validUntil ?? null,
        },
      });
    },
  };
}

/**
 * The keys of a policy by their hints.
 * @throws TypeError for a key that cannot be used or is named twice.
 */
export function makeKeyRing(keys: readonly SigningKey[]): KeyRing {
  const ring = new Map<string, TrustedKey>();
  for (const key of keys) {
    const made = makeTrustedKey(key);
    if (ring.has(made.hint)) throw new TypeError("a key is named twice");
    ring.set(made.hint, made);
  }
  return {
    find(hint) {
      const found = ring.get(hint);
      if (found) return found;
      throw new ForgeError("key_unknown", {
        hint: "Do not use this package. If the forge has a new key, its maintainers must publish a new policy.",
        facts: { key: hint.slice(0, 100), known: [...ring.keys()].join(" ") },
      });
    },
  };
}
