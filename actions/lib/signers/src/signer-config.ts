/** Addresses of the services of keyless signing. */
export interface KeylessConfig {
  readonly mode: "keyless-public" | "keyless-github";
  readonly fulcioUrl: string;
  /** Required by `keyless-public`, not used by `keyless-github`. */
  readonly rekorUrl?: string;
  readonly timestampUrl?: string;
}

/** Public-good Sigstore, used where `.github/forge.yml` names nothing else. Rekor v1 gives the signed time, no TSA needed. */
export const publicGoodSigstore = {
  mode: "keyless-public",
  fulcioUrl: "https://fulcio.sigstore.dev",
  rekorUrl: "https://rekor.sigstore.dev",
} as const satisfies KeylessConfig;

/** GitHub's own Sigstore for private repositories: no transparency log, signed timestamps. */
export const githubSigstore = {
  mode: "keyless-github",
  fulcioUrl: "https://fulcio.githubapp.com",
  timestampUrl: "https://timestamp.githubapp.com",
} as const satisfies KeylessConfig;
