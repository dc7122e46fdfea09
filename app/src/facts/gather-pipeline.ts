import type { AuditRecord, StepResult } from "@plugsmith/schemas";
import { readResults } from "../github/read-results.ts";
import { readFailedJob, readRuns } from "../github/read-runs.ts";
import { findLast } from "./derive-records.ts";
import type { PipelineFact, PublishFact, PullFact, RunFact } from "./facts.ts";
import type { GatherContext } from "./gather-context.ts";

export const noPipeline: PipelineFact = {
  run: null,
  runs: 0,
  results: [],
  digest: null,
  digestKnownSince: null,
  conflicting: false,
};
export const noPublish: PublishFact = { run: null, runs: 0, results: [], failedAt: null };

/** More successful runs of one commit are not compared. */
const maxCompared = 5;

async function resultsOf(context: GatherContext, run: RunFact): Promise<readonly StepResult[]> {
  const known = context.resultCache.get(run.id);
  if (known) return known;
  const results = await readResults(context.request, context.repository, run.id);
  if (run.status === "completed" && results.length > 0) {
    if (context.resultCache.size > 500) context.resultCache.clear();
    context.resultCache.set(run.id, results);
  }
  return results;
}

const digestOf = (results: readonly StepResult[]) =>
  results.find((result) => result.step === "package" && result.status === "success")?.digest ?? null;

const titleOf = (
  record: AuditRecord | undefined,
  workflow: "forge-pipeline" | "forge-publish",
  name: string,
  head: string,
) =>
  record === undefined
    ? null
    : { title: `${workflow} ${name} ${head}`, since: new Date(Date.parse(record.at) - 3_600_000).toISOString() };

const isDispatchedFor = (head: string) => (record: AuditRecord) => record.headSha === head;

/** Runs of the pipeline for the pull request's head, and digest D as the newest successful one found it. */
export async function gatherPipeline(
  context: GatherContext,
  name: string,
  pull: PullFact,
  records: readonly AuditRecord[],
): Promise<PipelineFact> {
  const first = records.filter(isDispatchedFor(pull.headSha)).find((record) => record.kind === "pipeline_dispatched");
  const query = titleOf(first, "forge-pipeline", name, pull.headSha);
  if (!query) return noPipeline;
  const branch = context.repository.defaultBranch;
  const runs = await readRuns(context.request, context.repository, {
    workflow: "forge-pipeline.yml",
    branch,
    ...query,
  });
  const [run] = runs;
  if (!run) return noPipeline;
  const successful = runs.filter((candidate) => candidate.conclusion === "success").slice(0, maxCompared);
  const found = await Promise.all(
    successful.map(async (candidate) => ({ run: candidate, digest: digestOf(await resultsOf(context, candidate)) })),
  );
  const digests = new Set(found.flatMap(({ digest }) => digest ?? []));
  const newest = found[0];
  return {
    run,
    runs: runs.length,
    results: run.status === "completed" ? await resultsOf(context, run) : [],
    digest: newest?.digest ?? null,
    digestKnownSince: newest?.digest ? newest.run.updatedAt : null,
    conflicting: digests.size > 1,
  };
}

/**
 * How many runs of the registry workflow the newest recorded suspension or revocation has; asked only while the registry
 * does not show it.
 */
export async function gatherRevocationRuns(
  context: GatherContext,
  records: readonly AuditRecord[],
  now: "none" | "suspended" | "revoked",
): Promise<number> {
  const last = findLast(records, "revoke_proposed", "revoke_confirmed");
  const action = last?.kind === "revoke_confirmed" ? "revoke" : "suspend";
  if (!last || now === "revoked" || (now === "suspended" && action === "suspend")) return 0;
  const first = records.find((record) => record.kind === last.kind) ?? last;
  const runs = await readRuns(context.request, context.repository, {
    workflow: "forge-registry.yml",
    branch: context.repository.defaultBranch,
    title: `forge-registry ${action} ${first.data?.["name"]} ${first.data?.["version"]}`,
    since: new Date(Date.parse(first.at) - 3_600_000).toISOString(),
  });
  return runs.length;
}

/** The newest run of the publish workflow for the pull request's head. */
export async function gatherPublishing(
  context: GatherContext,
  name: string,
  pull: PullFact,
  records: readonly AuditRecord[],
): Promise<PublishFact> {
  const first = records.filter(isDispatchedFor(pull.headSha)).find((record) => record.kind === "publish_dispatched");
  const query = titleOf(first, "forge-publish", name, pull.headSha);
  if (!query) return noPublish;
  const branch = context.repository.defaultBranch;
  const runs = await readRuns(context.request, context.repository, {
    workflow: "forge-publish.yml",
    branch,
    ...query,
  });
  const [run] = runs;
  if (!run) return noPublish;
  const failed = run.status === "completed" && run.conclusion !== "success";
  return {
    run,
    runs: runs.length,
    results: failed ? await resultsOf(context, run) : [],
    failedAt: failed ? await readFailedJob(context.request, context.repository, run.id) : null,
  };
}
