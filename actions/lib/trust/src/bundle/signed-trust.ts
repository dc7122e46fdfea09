import type { Signers } from "@plugsmith/schemas";

/** What people have signed in a registry about who may sign packages; null: the registry does not say. */
export interface SignedTrust {
  readonly signers: Signers | null;
  /** Sigstore TrustedRoot. */
  readonly trustedRoot: Readonly<Record<string, unknown>> | null;
}
