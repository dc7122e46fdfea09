import type { RunContext } from "./run-context.ts";

/** Values of the `github` context that are the same for every job of a run, and the variables made from them. */
export function buildGithubContext({
  requested,
  repository,
  caller,
  workflowName,
  github,
}: RunContext): Record<string, unknown> {
  return {
    event: requested.payload,
    event_name: requested.event,
    repository: requested.repository,
    repository_id: String(repository.id),
    repository_owner: requested.repository.split("/")[0],
    repository_owner_id: String(repository.ownerId),
    repository_visibility: repository.visibility ?? "public",
    ref: requested.ref,
    ref_name: requested.ref.replace(/^refs\/(heads|tags)\//, ""),
    ref_type: requested.ref.startsWith("refs/tags/") ? "tag" : "branch",
    ref_protected: false,
    base_ref: "",
    head_ref: "",
    sha: requested.sha,
    actor: requested.actor.login,
    actor_id: String(requested.actor.id),
    triggering_actor: requested.actor.login,
    workflow: workflowName,
    workflow_ref: caller.identity,
    workflow_sha: caller.sha,
    run_id: String(requested.runId),
    run_number: String(requested.runNumber),
    run_attempt: String(requested.attempt),
    api_url: github.url,
    server_url: github.url,
    graphql_url: `${github.url}/graphql`,
    retention_days: "90",
  };
}

const exportedNames = (
  "event_name repository repository_id repository_owner repository_owner_id ref ref_name ref_type ref_protected base_ref " +
  "head_ref sha actor actor_id triggering_actor workflow workflow_ref workflow_sha run_id run_number run_attempt api_url " +
  "server_url graphql_url retention_days"
).split(" ");

/** GITHUB_* variables from the context; never the event or the token. */
export function buildGithubEnvironment(context: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(exportedNames.map((name) => [`GITHUB_${name.toUpperCase()}`, String(context[name] ?? "")]));
}
