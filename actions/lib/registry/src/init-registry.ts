import {
  type BuildSigner,
  ForgeError,
  type Person,
  parseRegistry,
  parseReviewers,
  parseSigners,
  type Registry,
  type Reviewers,
  type Signers,
} from "@plugsmith/schemas";
import { registryFile, reviewersFile, signersFile, trustedRootFile } from "./registry-store.ts";

/** JSON as the registry's files have it: two spaces, a line end. */
export const renderFile = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

export interface RegistryStart {
  /** owner/name of the forge repository. */
  readonly repository: string;
  /** Who holds the approver role from the start. */
  readonly reviewers: readonly Person[];
  readonly at: string;
  /** Sigstore TrustedRoot that publish verifies with. */
  readonly trustedRoot?: Record<string, unknown>;
  /** Commits of the signing workflow that may sign from the start. */
  readonly signers?: readonly Pick<BuildSigner, "workflow" | "digest" | "note">[];
}

/**
 * The files of the first commit of the branch `forge/registry`, by path.
 * @throws ForgeError `registry_invalid` when the given names do not fit the schemas.
 */
export function initRegistry(start: RegistryStart): Record<string, string> {
  const { repository, at } = start;
  const registry: Registry = { schemaVersion: 1, repository, sequence: 0, updatedAt: at, plugins: [], revocations: [] };
  const reviewers: Reviewers = {
    schemaVersion: 1,
    reviewers: start.reviewers.map(({ id, login }) => ({ id, login, role: "approver", from: at })),
  };
  const signers: Signers | undefined = start.signers && {
    schemaVersion: 1,
    signers: start.signers.map((signer) => ({ ...signer, from: at })),
  };
  for (const parsed of [
    parseRegistry(registry),
    parseReviewers(reviewers),
    ...(signers ? [parseSigners(signers)] : []),
  ])
    if (!parsed.ok)
      throw new ForgeError("registry_invalid", {
        message: `The registry would not be valid: ${parsed.issues[0]?.path} ${parsed.issues[0]?.message}.`,
      });
  return {
    [registryFile]: renderFile(registry),
    [reviewersFile]: renderFile(reviewers),
    ...(start.trustedRoot === undefined ? {} : { [trustedRootFile]: renderFile(start.trustedRoot) }),
    ...(signers === undefined ? {} : { [signersFile]: renderFile(signers) }),
    "README.md": `# Registry of ${repository}\n\nWritten by the forge's workflows. Do not edit by hand; nothing here is ever force-pushed.\n`,
  };
}
