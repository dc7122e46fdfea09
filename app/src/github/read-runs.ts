import type { RunFact } from "../facts/facts.ts";
import { type ApiRequest, getStatus, nameOf, type RepositoryName } from "./api-request.ts";
import { asArray, asId, asRecord, asText, asTextOrNull } from "./decode-value.ts";
import { readPages } from "./read-pages.ts";

/**
 * Dispatched runs of one workflow of the default branch with exactly this run name, newest first. Anybody may name a
 * check run as they like; a dispatched run of the default branch's workflow only those with write access can start.
 */
export async function readRuns(
  request: ApiRequest,
  repository: RepositoryName,
  query: { readonly workflow: string; readonly branch: string; readonly title: string; readonly since: string },
): Promise<RunFact[]> {
  const route = "GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs";
  const parameters = {
    ...nameOf(repository),
    workflow_id: query.workflow,
    event: "workflow_dispatch",
    branch: query.branch,
  };
  const isOld = (page: readonly unknown[]) => asText(asRecord(page.at(-1))["created_at"]) < query.since;
  let entries: unknown[];
  try {
    entries = await readPages(request, route, parameters, { key: "workflow_runs", maxPages: 5, until: isOld });
  } catch (error) {
    // The forge's workflows are not on the default branch (yet).
    if (getStatus(error) === 404) return [];
    throw error;
  }
  return entries
    .map(asRecord)
    .filter(
      (run) =>
        run["event"] === "workflow_dispatch" &&
        run["head_branch"] === query.branch &&
        asText(run["path"]).split("@")[0]?.endsWith(`.github/workflows/${query.workflow}`) &&
        (run["display_title"] ?? run["name"]) === query.title,
    )
    .map((run) => ({
      id: asId(run["id"]),
      title: query.title,
      status: asText(run["status"]),
      conclusion: asTextOrNull(run["conclusion"]),
      url: asText(run["html_url"]),
      createdAt: asText(run["created_at"]),
      updatedAt: asText(run["updated_at"]),
    }))
    .sort((a, b) => b.id - a.id);
}

/** "job: step" that failed first in a run, or null. One request. */
export async function readFailedJob(
  request: ApiRequest,
  repository: RepositoryName,
  run: number,
): Promise<string | null> {
  const { data } = await request("GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs", {
    ...nameOf(repository),
    run_id: run,
    per_page: 100,
  });
  for (const value of asArray(asRecord(data)["jobs"])) {
    const job = asRecord(value);
    if (job["conclusion"] !== "failure") continue;
    const step = asArray(job["steps"])
      .map(asRecord)
      .find((entry) => entry["conclusion"] === "failure");
    return [asText(job["name"]), asText(step?.["name"])].filter(Boolean).join(": ");
  }
  return null;
}
