import { pick, pickId, pickList, pickText, textOrNull } from "./decode.ts";
import type { GitHubApi } from "./github-api.ts";
import { readAnswer } from "./read-answer.ts";

export interface PipelineQuestion {
  readonly repository: string;
  readonly defaultBranch: string;
  readonly name: string;
  readonly headSha: string;
}

const workflow = "forge-pipeline.yml";
// Newest first; a head whose run is older than 1000 runs of the forge runs its pipeline again.
const maximumPages = 10;

/**
 * When the newest successful pipeline run of a head ended, or null. Only runs that were dispatched for the default branch's
 * own workflow count; names of check runs are free for anyone.
 */
export async function readPipelineEnd(api: GitHubApi, question: PipelineQuestion): Promise<string | null> {
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
    if (found !== undefined) return pickText(found, "updated_at");
    if (runs.length < 100) return null;
  }
  return null;
}
