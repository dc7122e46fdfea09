import { pick, textOrNull } from "./decode.ts";
import type { GitHubApi } from "./github-api.ts";
import { readAnswer } from "./read-answer.ts";

/** The reusable workflow whose commit goes into the signing certificate. */
export interface SigningWorkflow {
  /** Address without @ref, as Fulcio writes it into certificates. */
  readonly workflow: string;
  /** 40 hex digits. */
  readonly digest: string;
}

const file = /^(?<path>[^@]+\/\.github\/workflows\/publish\.yml)(@|$)/u;

/**
 * The publish workflow that a run called, and the commit it was taken from.
 * @returns null where GitHub does not tell exactly one; the sign job then judges by its own token.
 * @throws ForgeError `publish_failed` when GitHub does not answer.
 */
export async function readSigningWorkflow(
  api: GitHubApi,
  repository: string,
  runId: string,
): Promise<SigningWorkflow | null> {
  const called = pick(await readAnswer(api, `/repos/${repository}/actions/runs/${runId}`), "referenced_workflows");
  const found = (Array.isArray(called) ? called : []).flatMap((each: unknown) => {
    const path = file.exec(textOrNull(pick(each, "path")) ?? "")?.groups?.["path"];
    const digest = textOrNull(pick(each, "sha"));
    // Fulcio names GitHub's workflows by this address, wherever the API was asked.
    return path && digest && /^[0-9a-f]{40}$/u.test(digest) ? [{ workflow: `https://github.com/${path}`, digest }] : [];
  });
  return found.length === 1 ? (found[0] ?? null) : null;
}
