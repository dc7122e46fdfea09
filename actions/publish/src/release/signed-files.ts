/** What the sign step left for the release, read from `zip-dir`. */
export interface SignedFiles {
  readonly version: string;
  readonly zip: Uint8Array;
  readonly sbom: Uint8Array;
  /** Text of `<zip>.sigstore.jsonl`. */
  readonly bundles: string;
  /** Text of `<zip>.policy.json`. */
  readonly policy: string;
  /** Parsed file of input `trusted-root`, where it was given. */
  readonly trustedRoot: Record<string, unknown> | null;
}
