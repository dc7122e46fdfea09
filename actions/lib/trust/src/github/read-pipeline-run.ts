import { pick, pickId, pickList, pickText, textOrNull } from "./decode.ts";
import type { GitHubApi } from "./github-api.ts";
import { readAnswer } from "./read-answer.ts";

export interface PipelineQuestion {
  readonly repository: string;
  readonly defaultBranch: string;
  readonly name: string;
  readonly headSha: string;
}

/** A workflow that a run used, and the commit it was taken from. */
export interface WorkflowSource {
  /** `owner/repo/.github/workflows/file`, with `@ref` where GitHub tells it. */
  readonly path: string;
  /** null: GitHub does not tell. */
  readonly commit: string | null;
}

/** The pipeline run whose result people approved. */
export interface PipelineRun {
  readonly id: number;
  readonly endedAt: string;
  /** The forge's own workflow first, then the reusable ones that it called. */
  readonly workflows: readonly WorkflowSource[];
}

const workflow = "forge-pipeline.yml";
// Newest first; a head whose run is older than 1000 runs of the forge runs its pipeline again.
const maximumPages = 10;

const readCommit = (value: unknown): string | null =>
  typeof value === "string" && /^[0-9a-f]{40}$/u.test(value) ? value : null;

function readWorkflows(run: unknown, { repository, defaultBranch }: PipelineQuestion): WorkflowSource[] {
  const own = {
    path: `${repository}/.github/workflows/${workflow}@refs/heads/${defaultBranch}`,
    commit: readCommit(pick(run, "head_sha")),
  };
  const called = pick(run, "referenced_workflows");
  const others = (Array.isArray(called) ? called : []).flatMap((each: unknown) => {
    const path = textOrNull(pick(each, "path"));
    return path === null ? [] : [{ path, commit: readCommit(pick(each, "sha")) }];
  });
  return [own, ...others];
}

/**
 * The newest successful pipeline run of a head, or null. Only runs that were dispatched for the default branch's own
 * workflow count; names of check runs are free for anyone.
 */
export async function readPipelineRun(api: GitHubApi, question: PipelineQuestion): Promise<PipelineRun | null> {
  const { repository, defaultBranch, name, headSha } = question;
  const query = `event=workflow_dispatch&status=success&branch=${encodeURIComponent(defaultBranch)}&per_page=100`;
  const title = `forge-pipeline ${name} ${headSha}`;
  for (let page = 1; page <= maximumPages; page++) {
    const path = `/repos/${repository}/actions/workflows/${workflow}/runs?${query}&page=${page}`;
    const runs = pickList(await readAnswer(api, path), "workflow_runs");
    const found = runs
      .filter(
        (run) =>
          textOrNull(pick(run, "display_title")) === title &&
          pick(run, "event") === "workflow_dispatch" &&
          pick(run, "head_branch") === defaultBranch &&
          pick(run, "conclusion") === "success",
      )
      .sort((a, b) => pickId(b, "id") - pickId(a, "id"))[0];
    if (found !== undefined)
      return {
        id: pickId(found, "id"),
        endedAt: pickText(found, "updated_at"),
        workflows: readWorkflows(found, question),
      };
    if (runs.length < 100) return null;
  }
  return null;
}
