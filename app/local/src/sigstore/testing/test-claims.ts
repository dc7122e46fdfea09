/** The forge that the tests of this folder sign for. */
export const testForge = {
  signerWorkflow: "https://github.com/acme/plugsmith/.github/workflows/publish.yml",
  signers: ["c".repeat(40)],
  repository: "acme/forge",
  repositoryId: "42",
  runnerEnvironment: "github-hosted",
} as const;

/** The claims that GitHub's token service gives the sign job of that forge; what is given replaces them. */
export function makeTestClaims(given: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    sub: "repo:acme/forge:ref:refs/heads/main",
    repository: "acme/forge",
    repository_id: "42",
    repository_owner: "acme",
    repository_owner_id: "7",
    repository_visibility: "public",
    ref: "refs/heads/main",
    sha: "d".repeat(40),
    event_name: "workflow_dispatch",
    workflow: "forge-publish",
    workflow_ref: "acme/forge/.github/workflows/forge-publish.yml@refs/heads/main",
    workflow_sha: "d".repeat(40),
    job_workflow_ref: `acme/plugsmith/.github/workflows/publish.yml@${"c".repeat(40)}`,
    job_workflow_sha: "c".repeat(40),
    runner_environment: "github-hosted",
    run_id: "1001",
    run_attempt: "1",
    ...given,
  };
}
