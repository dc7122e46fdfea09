import { ForgeError } from "@plugsmith/schemas";
import { listOutside } from "@plugsmith/trust";
import { type Publication, requireQuorum } from "@plugsmith/trust/github";
import type { MergeInputs } from "../parse-publish-inputs.ts";
import { checkSigning, type SigningFacts } from "./check-signing.ts";

export interface ChangedFile {
  readonly path: string;
  /** Where a renamed file was before. */
  readonly previousPath: string | null;
}

export interface MergeFacts {
  readonly publication: Publication;
  readonly files: readonly ChangedFile[];
  /** Trees of `plugins/<name>` in the newest base commit and where H branched off; null: no such folder. */
  readonly baseTree: string | null;
  readonly forkTree: string | null;
  /** null: merged already, or no quorum. */
  readonly signing: SigningFacts | null;
  readonly runUrl: string;
}

export type MergePlan =
  | { readonly kind: "done"; readonly mergeSha: string }
  | { readonly kind: "merge"; readonly title: string; readonly message: string };

function checkFiles(files: readonly ChangedFile[], name: string): void {
  const folder = `plugins/${name}/`;
  const outside = listOutside(files, name);
  if (outside.length === 0 && files.length > 0) return;
  throw new ForgeError("diff_outside_plugin", {
    message:
      files.length === 0
        ? "The pull request changes no file."
        : `The pull request changes ${outside.length} files outside ${folder}.`,
    hint: `Take everything outside ${folder} out of the branch and have it reviewed again.`,
    facts: { first: outside[0]?.slice(0, 200) ?? null, count: outside.length },
  });
}

/**
 * What is left to do to have H merged. Pure; all checks come before the first effect.
 * @throws ForgeError `quorum_missing`, `diff_outside_plugin`, `tree_mismatch`, and as `checkSigning`.
 */
export function planMerge(inputs: MergeInputs, facts: MergeFacts): MergePlan {
  const { publication, baseTree, forkTree, runUrl } = facts;
  const { pull, quorum, manifest } = publication;
  checkFiles(facts.files, inputs.name);
  requireQuorum(quorum, inputs.headSha);
  if (pull.merged && pull.mergeSha !== null) return { kind: "done", mergeSha: pull.mergeSha };
  if (baseTree !== forkTree)
    throw new ForgeError("tree_mismatch", {
      message: `plugins/${inputs.name} changed on ${publication.defaultBranch} since the reviewed branch was made.`,
      hint: "Bring the branch up to date and have the new head reviewed.",
    });
  if (facts.signing !== null) checkSigning(publication.config, facts.signing);
  return {
    kind: "merge",
    title: `Merge ${inputs.name} ${manifest.version} (#${pull.number})`,
    message: `Forge-Run: ${runUrl}\nForge-Digest: ${inputs.digest}`,
  };
}
