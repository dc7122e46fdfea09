/** Addresses of the services of keyless signing. */
export interface KeylessConfig {
  readonly mode: "keyless-public" | "keyless-github";
  readonly fulcioUrl: string;
  /** Required by `keyless-public`, not used by `keyless-github`. */
  readonly rekorUrl?: string;
  /** API of that log; default 1. Version 2 tells no time, so a timestamp authority must. */
  readonly rekorVersion?: 1 | 2;
  readonly timestampUrl?: string;
}

/** Services that witness a key's signature; a key is written to a public log only where the configuration names one. */
export interface WitnessConfig {
  readonly rekorUrl?: string;
  readonly timestampUrl?: string;
}

/** A key pair of a PKCS#11 token. */
export interface Pkcs11Key {
  /** Absolute path of the module. */
  readonly module: string;
  /** Label of the token. */
  readonly token: string;
  /** CKA_ID in hex. */
  readonly key: string;
  /** SPKI PEM of the keys of which this must be one. */
  readonly publicKeys: readonly string[];
}

/** A key of Vault's or OpenBao's Transit engine. */
export interface VaultKey {
  /** Address of the server, without a path. */
  readonly url: string;
  readonly key: string;
  readonly keyVersion?: number;
  readonly mount: string;
  readonly namespace?: string;
  /** JWT login with the job's OIDC token; null: a token is given. */
  readonly login: { readonly role: string; readonly mount: string } | null;
}

export type SignerConfig =
  | KeylessConfig
  | ({ readonly mode: "key" } & WitnessConfig)
  | ({ readonly mode: "pkcs11"; readonly pkcs11: Pkcs11Key } & WitnessConfig)
  | ({ readonly mode: "vault"; readonly vault: VaultKey } & WitnessConfig);

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
