import type { RequestedRun } from "./local-github-port.ts";
import type { FileSource } from "./workflow-file.ts";

/**
 * Claims of GitHub's OIDC token for one job, without audience and times. `caller` is the workflow that was started,
 * `job` the file that holds the job (they differ for reusable workflows; that one is what signers are checked against).
 */
export function buildOidcClaims(facts: {
  readonly run: RequestedRun;
  readonly repository: { readonly id: number; readonly ownerId: number; readonly visibility?: string };
  readonly caller: FileSource;
  readonly workflowName: string;
  readonly job: FileSource;
  readonly environment: string | undefined;
}): Record<string, unknown> {
  const { run, repository, caller, job, environment } = facts;
  const subject = environment === undefined ? `ref:${run.ref}` : `environment:${environment}`;
  return {
    sub: `repo:${run.repository}:${subject}`,
    actor: run.actor.login,
    actor_id: String(run.actor.id),
    base_ref: "",
    ...(environment === undefined ? {} : { environment }),
    event_name: run.event,
    head_ref: "",
    job_workflow_ref: job.identity,
    job_workflow_sha: job.sha,
    ref: run.ref,
    ref_protected: "false",
    ref_type: run.ref.startsWith("refs/tags/") ? "tag" : "branch",
    repository: run.repository,
    repository_id: String(repository.id),
    repository_owner: run.repository.split("/")[0],
    repository_owner_id: String(repository.ownerId),
    repository_visibility: repository.visibility ?? "public",
    run_attempt: String(run.attempt),
    run_id: String(run.runId),
    run_number: String(run.runNumber),
    // Honest: this is no machine of GitHub's.
    runner_environment: "self-hosted",
    sha: run.sha,
    workflow: facts.workflowName,
    workflow_ref: caller.identity,
    workflow_sha: caller.sha,
  };
}
