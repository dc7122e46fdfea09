import type { RepoRow, RunRow, UserRow } from "../github-store.ts";
import type { RequestedRun } from "../local-github.ts";
import type { Json } from "../router.ts";
import type { World } from "../world.ts";
import { formatRun, formatWorkflow } from "./format-run.ts";

export interface RunRequest {
  repo: RepoRow;
  workflow: { path: string; name: string };
  event: string;
  payload: Json;
  inputs: Record<string, string>;
  ref: string;
  sha: string;
  actor: UserRow;
  title?: string;
}

/** Creates a queued run, sends `workflow_run.requested` and tells the runner, behind the events before it. */
export async function requestRun(world: World, request: RunRequest): Promise<RunRow> {
  const { gh } = world;
  const { repo, workflow, actor } = request;
  const id = gh.workflows.findBy("repo_id", repo.id).find((row) => row.path === workflow.path)?.id ?? 0;
  const earlier = gh.workflowRuns.findBy("workflow_id", id).filter((row) => row.repo_id === repo.id);
  const run = gh.workflowRuns.insert({
    node_id: "",
    repo_id: repo.id,
    workflow_id: id,
    workflow_path: workflow.path,
    name: workflow.name,
    display_title: request.title ?? workflow.name,
    head_branch: request.ref.replace(/^refs\/(heads|tags)\//, ""),
    head_sha: request.sha,
    run_number: 1 + Math.max(0, ...earlier.map((row) => row.run_number)),
    run_attempt: 1,
    event: request.event,
    status: "queued",
    conclusion: null,
    actor_id: actor.id,
    run_started_at: new Date().toISOString(),
  });
  gh.workflowRuns.update(run.id, { node_id: Buffer.from(`0:WorkflowRun${run.id}`).toString("base64") });
  await announceRun(world, run.id, "requested");
  const requested: RequestedRun = {
    runId: run.id,
    runNumber: run.run_number,
    attempt: 1,
    repository: repo.full_name,
    workflowPath: workflow.path,
    event: request.event,
    payload: request.payload,
    inputs: request.inputs,
    ref: request.ref,
    sha: request.sha,
    actor: { id: actor.id, login: actor.login },
  };
  setImmediate(() => {
    for (const listener of world.runListeners) listener(requested);
  });
  return gh.workflowRuns.get(run.id) as RunRow;
}

/** Queues the `workflow_run` event of a run as it is now. */
export async function announceRun(
  world: World,
  runId: number,
  action: "requested" | "in_progress" | "completed",
): Promise<void> {
  const { gh } = world;
  const run = gh.workflowRuns.get(runId) as RunRow;
  const repo = gh.repos.get(run.repo_id) as RepoRow;
  const workflow = gh.workflows.get(run.workflow_id);
  const workflow_run = await formatRun(world, repo, run);
  world.emit(
    "workflow_run",
    action,
    {
      workflow_run,
      workflow: workflow ? formatWorkflow(world, repo, workflow) : null,
      repository: workflow_run.repository,
      sender: workflow_run.actor,
    },
    repo,
  );
}
