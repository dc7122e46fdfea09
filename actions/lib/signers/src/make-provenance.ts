import { provenanceType, type Statement, statementType } from "@plugsmith/trust";

export interface ProvenanceInput {
  /** File name of the package. */
  readonly zipName: string;
  /** `sha256:…` of the package. */
  readonly digest: string;
  /** Address of the GitHub server, for example https://github.com. */
  readonly serverUrl: string;
  readonly repository: string;
  /** Commit H and the git tree of `plugins/<name>` in it. */
  readonly headSha: string;
  readonly tree: string;
  readonly name: string;
  /** Claim `job_workflow_ref`: owner/repo/.github/workflows/file@ref. */
  readonly jobWorkflowRef: string;
  /** Claims `workflow_ref` and `workflow_sha` of the calling workflow. */
  readonly workflowRef: string;
  readonly workflowSha: string;
  readonly runId: string;
  readonly runAttempt: string;
  readonly eventName: string;
  readonly runnerEnvironment: string;
  readonly startedAt: string;
}

/** A statement about exactly one package. */
export function makeStatement(
  subject: { readonly zipName: string; readonly digest: string },
  predicateType: string,
  predicate: Readonly<Record<string, unknown>>,
): Statement {
  return {
    _type: statementType,
    subject: [{ name: subject.zipName, digest: { sha256: subject.digest.slice("sha256:".length) } }],
    predicateType,
    predicate,
  };
}

/** SLSA provenance v1 of a package, in the shape that GitHub's own attest action writes (buildtypes/workflow/v1). */
export function makeProvenance(input: ProvenanceInput): Statement {
  const { serverUrl, repository, headSha } = input;
  const [path = "", ref = ""] = input.workflowRef.split("@", 2);
  const external = {
    workflow: { ref, repository: `${serverUrl}/${repository}`, path: path.slice(repository.length + 1) },
    inputs: { name: input.name, "head-sha": headSha, digest: input.digest },
  };
  return makeStatement(input, provenanceType, {
    buildDefinition: {
      buildType: "https://actions.github.io/buildtypes/workflow/v1",
      externalParameters: external,
      internalParameters: {
        github: { event_name: input.eventName, runner_environment: input.runnerEnvironment },
      },
      resolvedDependencies: [
        { uri: `git+${serverUrl}/${repository}@${headSha}`, digest: { gitCommit: headSha, gitTree: input.tree } },
        {
          uri: `git+${serverUrl}/${input.jobWorkflowRef}`,
          annotations: { role: "caller workflow", commit: input.workflowSha },
        },
      ],
    },
    runDetails: {
      builder: { id: `${serverUrl}/${input.jobWorkflowRef}` },
      metadata: {
        invocationId: `${serverUrl}/${repository}/actions/runs/${input.runId}/attempts/${input.runAttempt}`,
        startedOn: input.startedAt,
      },
    },
  });
}
