/** A person by GitHub's numeric id; the login is for readers. */
export interface InitPerson {
  readonly id: number;
  readonly login: string;
}

/** What `plugsmith init` must know to make a repository a forge. */
export interface InitOptions {
  /** `owner/name` of the repository that becomes a forge. */
  readonly repository: string;
  /** `owner/name` of the Plugsmith repository whose workflows are called. */
  readonly plugsmithRepository: string;
  /** Full SHA of the Plugsmith release commit; every call is pinned to it. */
  readonly plugsmithSha: string;
  /** Release of that commit, for the comment beside the pin, for example `v1.2.0`. */
  readonly plugsmithVersion?: string;
  readonly approvers: { readonly team: string } | { readonly users: readonly InitPerson[] };
  /** People who hold the approver role now; default `approvers.users`. A team's members must be given here. */
  readonly reviewers?: readonly InitPerson[];
  readonly signing?: {
    readonly mode: "keyless-public" | "key" | "keyless-github" | "pkcs11" | "vault";
    readonly fulcioUrl?: string;
    readonly rekorUrl?: string;
    readonly timestampUrl?: string;
    /** SPKI PEM of the keys that sign, for mode `key`. */
    readonly keys?: readonly string[];
  };
  /** Sigstore TrustedRoot of a private instance; the public one is built in. */
  readonly trustedRoot?: Record<string, unknown>;
  /** Benches that may report; Ed25519 public keys as SPKI PEM. */
  readonly benches?: ReadonlyArray<{ readonly id: string; readonly publicKey: string }>;
  /** Whose requests need no triager; default `collaborators`. */
  readonly requestsFrom?: "anyone" | "collaborators" | "team";
  /** `app`: a bot server hears webhooks (default). `workflow`: the bot runs inside forge.yml (evaluation mode). */
  readonly bot?: "app" | "workflow";
  /** Time written into the first registry; default now. */
  readonly at?: Date;
  /** Text of the issue form; default the one of this project. */
  readonly issueForm?: string;
}
