import { findRef } from "../git/move-ref.ts";
import type { RepoRow, UserRow } from "../github-store.ts";
import type { Json } from "../router.ts";
import type { LocalEvent, World } from "../world.ts";
import { readWorkflows, type WorkflowFile } from "./read-workflow.ts";
import { requestRun } from "./request-run.ts";

/** GitHub stops a chain of workflow_run at three levels; we stop at the first repetition of the same workflow. */
const actionDefaults: Record<string, string[]> = {
  pull_request: ["opened", "synchronize", "reopened"],
  repository_dispatch: [],
};
const neverByEvent = new Set(["workflow_dispatch", "schedule", "push", "create", "delete"]);

/** Starts the workflows of the default branch that name this event. Events that a job's token caused start nothing. */
export async function startEventRuns(world: World, { event, action, payload, repo, by }: LocalEvent): Promise<void> {
  if (!repo || by.kind === "job" || neverByEvent.has(event)) return;
  const sha = findRef(world, repo, `refs/heads/${repo.default_branch}`);
  if (!sha) return;
  const actor = world.gh.users.findOneBy("login", payload.sender?.login ?? "ghost") as UserRow;
  for (const file of readWorkflows(world, repo, sha)) {
    if (!(event in file.triggers) || !matches(event, action, payload, file)) continue;
    await requestRun(world, {
      repo,
      workflow: file,
      event,
      payload,
      inputs: {},
      actor,
      ...placeOf(event, payload, repo, sha),
      title: titleOf(payload, file),
    });
  }
}

/** Starts the scheduled workflows of the default branch. */
export async function fireSchedule(world: World, repo: RepoRow): Promise<void> {
  const sha = findRef(world, repo, `refs/heads/${repo.default_branch}`);
  if (!sha) return;
  const actor =
    world.gh.users.findOneBy("login", "github-actions[bot]") ?? (world.gh.users.findOneBy("login", "ghost") as UserRow);
  for (const file of readWorkflows(world, repo, sha)) {
    const times = file.triggers["schedule"];
    if (!Array.isArray(times)) continue;
    const payload = { schedule: times[0]?.cron ?? "", repository: await world.read(`/repos/${repo.full_name}`) };
    await requestRun(world, {
      repo,
      workflow: file,
      event: "schedule",
      payload,
      inputs: {},
      actor,
      ref: `refs/heads/${repo.default_branch}`,
      sha,
    });
  }
  await world.settled();
}

/** Starts the workflows of a pushed commit whose `on: push` fits the branch. */
export async function startPushRuns(
  world: World,
  repo: RepoRow,
  ref: string,
  sha: string,
  payload: Json,
  actor: UserRow,
): Promise<void> {
  for (const file of readWorkflows(world, repo, sha)) {
    if (!("push" in file.triggers)) continue;
    const filter = file.triggers["push"] ?? {};
    const branch = ref.replace(/^refs\/heads\//, "");
    if (Array.isArray(filter.branches) && !filter.branches.includes(branch)) continue;
    if (Array.isArray(filter.paths) || (Array.isArray(filter.tags) && !Array.isArray(filter.branches))) continue;
    await requestRun(world, {
      repo,
      workflow: file,
      event: "push",
      payload,
      inputs: {},
      ref,
      sha,
      actor,
      title: payload.head_commit?.message?.split("\n")[0] ?? file.name,
    });
  }
}

function matches(event: string, action: string | undefined, payload: Json, file: WorkflowFile): boolean {
  const filter = file.triggers[event] ?? {};
  const types: string[] = filter.types === undefined ? (actionDefaults[event] ?? []) : [filter.types].flat();
  if (types.length > 0 && action !== undefined && !types.includes(action)) return false;
  if (event === "workflow_run") {
    const names = [filter.workflows ?? []].flat();
    const branches = filter.branches === undefined ? undefined : [filter.branches].flat();
    if (!names.includes(payload.workflow_run.name) || payload.workflow_run.path === file.path) return false;
    if (branches && !branches.includes(payload.workflow_run.head_branch)) return false;
  }
  return true;
}

/** Where a run takes place: the merge ref for pull requests (named as on GitHub; the commit is the head), else the default branch. */
function placeOf(event: string, payload: Json, repo: RepoRow, sha: string): { ref: string; sha: string } {
  if (event.startsWith("pull_request") && payload.pull_request) {
    return { ref: `refs/pull/${payload.pull_request.number}/merge`, sha: payload.pull_request.head.sha };
  }
  return { ref: `refs/heads/${repo.default_branch}`, sha };
}

function titleOf(payload: Json, file: WorkflowFile): string {
  return payload.pull_request?.title ?? payload.issue?.title ?? file.name;
}
