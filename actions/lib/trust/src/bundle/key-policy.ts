import type { KeyPolicy, TrustPolicy } from "@plugsmith/schemas";

/** Modes whose signatures are made by a key that the policy names, wherever that key is held. */
export const keyModes = ["key", "pkcs11", "vault"] as const;
export type KeyMode = (typeof keyModes)[number];

export const isKeyMode = (mode: string): mode is KeyMode => (keyModes as readonly string[]).includes(mode);

export const isKeyPolicy = (policy: TrustPolicy): policy is KeyPolicy => isKeyMode(policy.mode);
