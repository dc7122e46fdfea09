import type { Signers } from "@plugsmith/schemas";
import { readMirrorFile } from "../mirror/read-mirror-file.ts";
import type { RepositoryMirror } from "../mirror/repository-mirror.ts";
import type { SigningFact } from "./facts.ts";

const pinned =
  /^ {2,20}uses: (?<path>[\w.-]{1,100}\/[\w.-]{1,100}\/\.github\/workflows\/publish\.yml)@(?<digest>[0-9a-f]{40})(?: |$)/mu;

/**
 * The version of publish.yml that the forge's own `forge-publish.yml` calls, and the list that people have signed.
 * @param commit of the default branch.
 */
export async function gatherSigning(
  mirror: RepositoryMirror,
  commit: string,
  signers: Signers | null,
): Promise<SigningFact> {
  const text = await readMirrorFile(mirror, commit, ".github/workflows/forge-publish.yml");
  const groups = pinned.exec(text ?? "")?.groups;
  const { path, digest } = groups ?? {};
  return {
    // Certificates name GitHub's workflows by this address.
    workflow: path && digest ? { workflow: `https://github.com/${path}`, digest } : null,
    signers,
  };
}
