import { addRoute, paginate, type RouteCall } from "../add-route.ts";
import { need } from "../github-refusal.ts";
import type { RunRow } from "../github-store.ts";
import { formatRun } from "../runs/format-run.ts";
import { announceRun } from "../runs/request-run.ts";
import type { Correction, World } from "../world.ts";
import { findWorkflow } from "./workflow-dispatch.ts";

/** emulate shows runs without their title, an invented commit, and ignores head_sha and conclusions in its filters. */
export const workflowRuns: Correction = (world) => {
  addRoute(world, "get", "/actions/runs", (call) => list(world, call, () => true));
  addRoute(world, "get", "/actions/workflows/:workflow/runs", (call) => {
    const workflow = findWorkflow(world, call.repo, call.param("workflow"));
    return list(world, call, (run) => run.workflow_id === workflow.id);
  });
  addRoute(world, "get", "/actions/runs/:run", (call) => formatRun(world, call.repo, findRun(world, call)));
  addRoute(world, "post", "/actions/runs/:run/cancel", async (call) => {
    const run = findRun(world, call);
    if (run.status === "completed")
      return Response.json({ message: "Cannot cancel a workflow run that is completed." }, { status: 409 });
    world.gh.workflowRuns.update(run.id, { status: "completed", conclusion: "cancelled" });
    await announceRun(world, run.id, "completed");
    for (const listener of world.cancelListeners) listener(run.id);
    return Response.json({}, { status: 202 });
  });
};

/** The run that a path names, in its repository. */
export function findRun(world: World, call: RouteCall): RunRow {
  const run = world.gh.workflowRuns.get(call.number("run"));
  return need(run?.repo_id === call.repo.id && run);
}

async function list(world: World, call: RouteCall, keep: (run: RunRow) => boolean): Promise<Response> {
  const { repo } = call;
  const [actor, branch, event, status, headSha] = ["actor", "branch", "event", "status", "head_sha"].map((name) =>
    call.query(name),
  );
  const actorId = actor === undefined ? undefined : (world.gh.users.findOneBy("login", actor)?.id ?? 0);
  const runs = world.gh.workflowRuns
    .findBy("repo_id", repo.id)
    .filter(
      (run) =>
        keep(run) &&
        (actorId === undefined || run.actor_id === actorId) &&
        (branch === undefined || run.head_branch === branch) &&
        (event === undefined || run.event === event) &&
        (headSha === undefined || run.head_sha === headSha) &&
        (status === undefined || run.status === status || run.conclusion === status),
    )
    .sort((a, b) => b.id - a.id);
  const url = new URL(`${world.baseUrl}/repos/${repo.full_name}/actions/runs`);
  const { page, headers } = paginate(call, runs, url);
  const formatted = await Promise.all(page.map((run) => formatRun(world, repo, run)));
  return Response.json({ total_count: runs.length, workflow_runs: formatted }, { headers });
}
