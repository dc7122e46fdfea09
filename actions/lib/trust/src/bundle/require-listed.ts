import { ForgeError, type Signers } from "@plugsmith/schemas";
import { checkSigner, type SigningCommit } from "./check-signer.ts";

/**
 * Refuses a version of the workflow whose signatures every bench under the registry's root would refuse: before it merges, and
 * before it writes anything into a public log.
 * @param signers the list that people have signed; null: there is none.
 * @throws ForgeError `identity_mismatch` for a version of the workflow that is not listed now.
 */
export function requireListed(commit: SigningCommit, signers: Signers | null): void {
  if (signers === null) return;
  try {
    checkSigner(commit, signers);
  } catch (cause) {
    if (!(cause instanceof ForgeError)) throw cause;
    throw new ForgeError("identity_mismatch", {
      message: `Benches would refuse what this version of the workflow signs: the registry's signers do not list ${commit.workflow} at ${commit.digest} now.`,
      hint: `Have people list it with \`plugsmith registry signer add ${commit.digest}\`, then run this again (docs/registry.md, "A new version of the workflows").`,
      facts: cause.facts,
      cause,
    });
  }
}
