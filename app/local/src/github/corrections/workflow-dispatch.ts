import { addRoute } from "../add-route.ts";
import { findRef } from "../git/move-ref.ts";
import { findCommit } from "../git/walk-commits.ts";
import { GitHubRefusal, need } from "../github-refusal.ts";
import type { RepoRow, WorkflowRow } from "../github-store.ts";
import type { Json } from "../router.ts";
import { readWorkflows } from "../runs/read-workflow.ts";
import { requestRun } from "../runs/request-run.ts";
import type { Correction, World } from "../world.ts";

/** emulate has no workflow to dispatch and checks nothing; here inputs are checked and a run begins. */
export const workflowDispatch: Correction = (world) => {
  addRoute(world, "post", "/actions/workflows/:workflow/dispatches", async (call) => {
    const { repo } = call;
    const actor = call.actor();
    const workflow = findWorkflow(world, repo, call.param("workflow"));
    const body = await call.json();
    if (workflow.state !== "active") throw new GitHubRefusal(422, "Workflow is disabled");
    const { ref, sha } = resolveRef(world, repo, need(typeof body.ref === "string" && body.ref, 422, "No ref found"));
    const file = readWorkflows(world, repo, sha).find((candidate) => candidate.path === workflow.path);
    if (!file || !("workflow_dispatch" in file.triggers)) {
      throw new GitHubRefusal(422, "Workflow does not have 'workflow_dispatch' trigger");
    }
    const inputs = checkInputs(file.triggers["workflow_dispatch"]?.inputs ?? {}, body.inputs ?? {});
    const [repository, sender] = await Promise.all([
      world.read(`/repos/${repo.full_name}`),
      world.read(`/users/${encodeURIComponent(actor.login)}`),
    ]);
    const payload = { ref, inputs: body.inputs ?? null, workflow: workflow.path, repository, sender };
    world.emit("workflow_dispatch", undefined, payload, repo);
    const run = await requestRun(world, {
      repo,
      workflow: file,
      event: "workflow_dispatch",
      payload,
      inputs,
      ref,
      sha,
      actor,
    });
    if (body.return_run_details !== true) return new Response(null, { status: 204 });
    return {
      workflow_run_id: run.id,
      run_url: `${world.baseUrl}/repos/${repo.full_name}/actions/runs/${run.id}`,
      html_url: `${world.baseUrl}/${repo.full_name}/actions/runs/${run.id}`,
    };
  });
};

/** The workflow with that id or file name; 404 when there is none. */
export function findWorkflow(world: World, repo: RepoRow, name: string): WorkflowRow {
  const rows = world.gh.workflows.findBy("repo_id", repo.id);
  return need(
    rows.find(
      (row) => row.state !== "deleted" && (String(row.id) === name || row.path === `.github/workflows/${name}`),
    ),
  );
}

function resolveRef(world: World, repo: RepoRow, given: string): { ref: string; sha: string } {
  const candidates = given.startsWith("refs/") ? [given] : [`refs/heads/${given}`, `refs/tags/${given}`];
  for (const ref of candidates) {
    const sha = findRef(world, repo, ref);
    if (sha && findCommit(world.gh, repo.id, sha)) return { ref, sha };
  }
  throw new GitHubRefusal(422, `No ref found for: ${given}`);
}

function checkInputs(known: Record<string, Json>, given: Record<string, Json>): Record<string, string> {
  const unknown = Object.keys(given).filter((name) => !(name in known));
  if (unknown.length > 0) throw new GitHubRefusal(422, `Unexpected inputs provided: ${JSON.stringify(unknown)}`);
  const inputs: Record<string, string> = {};
  for (const [name, rule] of Object.entries(known)) {
    const value = given[name] ?? rule?.default;
    if ((value === undefined || value === null || value === "") && rule?.required === true) {
      throw new GitHubRefusal(422, `Required input '${name}' not provided`);
    }
    const text = value === undefined || value === null ? (rule?.type === "boolean" ? "false" : "") : String(value);
    if (rule?.type === "choice" && given[name] !== undefined && !(rule.options ?? []).map(String).includes(text)) {
      throw new GitHubRefusal(422, `Provided value '${text}' for input '${name}' not in the list of allowed values`);
    }
    if (rule?.type === "boolean" && !/^(true|false)$/.test(text)) {
      throw new GitHubRefusal(422, `Provided value '${text}' for input '${name}' is not a boolean`);
    }
    inputs[name] = text;
  }
  return inputs;
}
