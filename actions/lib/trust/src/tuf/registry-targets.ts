/** Targets of the registry: path → what it is, and the role that signs it. */
export const registryTargets = {
  /** The whole registry, for readers that need every plugin. Role `registry`. */
  registry: "registry.json",
  /** Who may approve. Role `targets`, signed offline. */
  reviewers: "reviewers.json",
  /** Sigstore trusted root, if the forge has one. Role `targets`. */
  trustedRoot: "trusted_root.json",
  /** Which commits of the signing workflow may sign packages, if the forge says so. Role `targets`. */
  signers: "signers.json",
  /** What is revoked for ever. Role `revocations`, any number of keys. */
  revocations: "revocations.json",
  /** What one approver has suspended. Role `suspensions`, one online key, so that it never waits. */
  suspensions: "suspensions.json",
} as const;

/** One plugin with all its versions: schema `plugin-entry`, in the hash bin of its path. */
export const pluginTarget = (name: string): string => `index/${name}.json`;

/** Folder of the TUF repository on the branch forge/registry. */
export const tufFolder = "tuf";
