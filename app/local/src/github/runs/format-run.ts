import { findCommit } from "../git/walk-commits.ts";
import type { ArtifactRow, RepoRow, RunRow, WorkflowRow } from "../github-store.ts";
import type { Json } from "../router.ts";
import type { World } from "../world.ts";

/** A workflow run as the API shows it. */
export async function formatRun(world: World, repo: RepoRow, run: RunRow): Promise<Json> {
  const { gh, baseUrl } = world;
  const api = `${baseUrl}/repos/${repo.full_name}`;
  const actor = await world.read(`/users/${encodeURIComponent(gh.users.get(run.actor_id)?.login ?? "ghost")}`);
  const commit = findCommit(gh, repo.id, run.head_sha);
  return {
    id: run.id,
    name: run.name,
    node_id: run.node_id,
    head_branch: run.head_branch,
    head_sha: run.head_sha,
    path: run.workflow_path,
    display_title: run.display_title ?? run.name,
    run_number: run.run_number,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    workflow_id: run.workflow_id,
    check_suite_id: null,
    url: `${api}/actions/runs/${run.id}`,
    html_url: `${baseUrl}/${repo.full_name}/actions/runs/${run.id}`,
    pull_requests: [],
    created_at: run.created_at,
    updated_at: run.updated_at,
    actor,
    triggering_actor: actor,
    run_attempt: run.run_attempt,
    referenced_workflows: run.referenced_workflows ?? [],
    run_started_at: run.run_started_at,
    jobs_url: `${api}/actions/runs/${run.id}/jobs`,
    logs_url: `${api}/actions/runs/${run.id}/logs`,
    artifacts_url: `${api}/actions/runs/${run.id}/artifacts`,
    workflow_url: `${api}/actions/workflows/${run.workflow_id}`,
    head_commit: commit && {
      id: commit.sha,
      tree_id: commit.tree_sha,
      message: commit.message,
      timestamp: commit.committer_date,
      author: { name: commit.author_name, email: commit.author_email },
    },
    repository: await world.read(`/repos/${repo.full_name}`),
    head_repository: { id: repo.id, full_name: repo.full_name, name: repo.name },
  };
}

/** A workflow as the API and events show it. */
export function formatWorkflow(world: World, repo: RepoRow, workflow: WorkflowRow): Json {
  return {
    id: workflow.id,
    node_id: workflow.node_id,
    name: workflow.name,
    path: workflow.path,
    state: workflow.state,
    created_at: workflow.created_at,
    updated_at: workflow.updated_at,
    url: `${world.baseUrl}/repos/${repo.full_name}/actions/workflows/${workflow.id}`,
    html_url: `${world.baseUrl}/${repo.full_name}/blob/${repo.default_branch}/${workflow.path}`,
    badge_url: workflow.badge_url,
  };
}

/** An artifact as the API shows it. */
export function formatArtifact(world: World, repo: RepoRow, artifact: ArtifactRow): Json {
  const run = world.gh.workflowRuns.get(artifact.run_id);
  const url = `${world.baseUrl}/repos/${repo.full_name}/actions/artifacts/${artifact.id}`;
  return {
    id: artifact.id,
    node_id: artifact.node_id,
    name: artifact.name,
    size_in_bytes: artifact.size_in_bytes,
    url,
    archive_download_url: `${url}/zip`,
    expired: artifact.expired,
    digest: artifact.digest ?? null,
    created_at: artifact.created_at,
    updated_at: artifact.updated_at,
    expires_at: artifact.expires_at,
    workflow_run: run && {
      id: run.id,
      repository_id: repo.id,
      head_repository_id: repo.id,
      head_branch: run.head_branch,
      head_sha: run.head_sha,
    },
  };
}
