import { ForgeError, toForgeError } from "@plugsmith/schemas";
import { buildGithubContext } from "./build-github-context.ts";
import { decideInputs } from "./decide-inputs.ts";
import { decideLabel } from "./decide-label.ts";
import { type Contexts, evaluateCondition, evaluateTemplate, evaluateTexts, toText } from "./evaluate-template.ts";
import { expandMatrix } from "./expand-matrix.ts";
import { parseConcurrency } from "./parse-concurrency.ts";
import type { WorkflowTree } from "./read-workflow-tree.ts";
import type { RunContext } from "./run-context.ts";
import { type JobConclusion, type JobOutcome, runJob } from "./run-job.ts";
import type { JobDefinition } from "./workflow-file.ts";

export interface WorkflowCall {
  readonly run: RunContext;
  readonly tree: WorkflowTree;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, string>>;
  /** Put before the names of jobs: `caller / `. */
  readonly prefix: string;
  readonly signal: AbortSignal;
}

const largestMatrix = 256;
const worst = (conclusions: readonly JobConclusion[]): JobConclusion => {
  if (conclusions.includes("failure")) return "failure";
  if (conclusions.includes("cancelled")) return "cancelled";
  return conclusions.every((conclusion) => conclusion === "skipped") ? "skipped" : "success";
};

/** Runs the jobs of a workflow by their `needs`, and the workflows that they call. */
export async function runWorkflow(call: WorkflowCall): Promise<JobOutcome> {
  const { file } = call.tree;
  const shared = { github: buildGithubContext(call.run), inputs: call.inputs, secrets: call.secrets, vars: {} };
  const started = new Map<string, Promise<JobOutcome>>();
  const ends = new Map<string, JobOutcome>();
  const start = (job: JobDefinition): Promise<JobOutcome> => {
    const known = started.get(job.id);
    if (known) return known;
    const work = (async () => {
      await Promise.all(job.needs.map((id) => start(findJob(file.jobs, id))));
      const outcome = await runWithNeeds(call, job, shared, ends);
      ends.set(job.id, outcome);
      return outcome;
    })();
    started.set(job.id, work);
    return work;
  };
  const outcomes = await Promise.all(file.jobs.map(start));
  const jobs = Object.fromEntries([...ends].map(([id, end]) => [id, { result: end.conclusion, outputs: end.outputs }]));
  const outputs = file.callOutputs.map(([name, value]) => [name, toText(evaluateTemplate(value, { ...shared, jobs }))]);
  return { conclusion: worst(outcomes.map(({ conclusion }) => conclusion)), outputs: Object.fromEntries(outputs) };
}

function findJob(jobs: readonly JobDefinition[], id: string): JobDefinition {
  const job = jobs.find((candidate) => candidate.id === id);
  if (!job) throw new ForgeError("workflow_invalid", { message: `A job needs "${id}", which does not exist.` });
  return job;
}

/** Ids of every job that must end before this one, at any distance: a skip or failure there counts for success(). */
function findAncestors(jobs: readonly JobDefinition[], job: JobDefinition): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (id: string) => {
    if (found.has(id)) return;
    found.add(id);
    findJob(jobs, id).needs.forEach(visit);
  };
  job.needs.forEach(visit);
  return found;
}

async function runWithNeeds(
  call: WorkflowCall,
  job: JobDefinition,
  shared: Contexts,
  ends: ReadonlyMap<string, JobOutcome>,
): Promise<JobOutcome> {
  const { run } = call;
  const before = [...findAncestors(call.tree.file.jobs, job)].map((id) => ends.get(id)?.conclusion);
  const needs = Object.fromEntries(
    job.needs.map((id) => [id, { result: ends.get(id)?.conclusion, outputs: ends.get(id)?.outputs ?? {} }]),
  );
  const contexts = { ...shared, needs };
  const cancelled = call.signal.aborted;
  const status = {
    success: !cancelled && before.every((end) => end === "success"),
    failure: before.includes("failure"),
    cancelled,
  };
  try {
    if (!evaluateCondition(job.condition, contexts, status)) {
      const conclusion = cancelled ? "cancelled" : "skipped";
      run.board.complete(call.prefix + job.id, conclusion);
      return { conclusion, outputs: {} };
    }
    return await runMatrix(call, job, contexts);
  } catch (error) {
    const label = call.prefix + job.id;
    const message = run.masks.apply(toForgeError(error).message);
    run.emit({ type: "annotation", runId: run.requested.runId, job: label, level: "error", message });
    run.board.complete(label, "failure");
    return { conclusion: "failure", outputs: {} };
  }
}

async function runMatrix(call: WorkflowCall, job: JobDefinition, contexts: Contexts): Promise<JobOutcome> {
  const strategy = (evaluateTemplate(job.strategy, contexts) ?? {}) as Record<string, unknown>;
  const combinations = expandMatrix(strategy["matrix"]);
  if (combinations.length > largestMatrix) {
    throw new ForgeError("workflow_invalid", { message: `Job ${job.id} has more than ${largestMatrix} combinations.` });
  }
  const failFast = strategy["fail-fast"] !== false && strategy["fail-fast"] !== "false";
  const stop = new AbortController();
  // always() jobs of a cancelled run start after the cancel, so they listen to nothing but their own time limit.
  const outer = call.signal.aborted ? [] : [call.signal];
  const signal = AbortSignal.any([...outer, stop.signal]);
  const outcomes = await Promise.all(
    combinations.map(async (matrix, index) => {
      const own = {
        ...contexts,
        matrix: matrix ?? {},
        strategy: {
          "fail-fast": failFast,
          "job-index": index,
          "job-total": combinations.length,
          "max-parallel": combinations.length,
        },
      };
      const outcome = await runInGroup(call, job, own, signal);
      if (outcome.conclusion === "failure" && failFast && combinations.length > 1) stop.abort();
      const tolerated = toText(evaluateTemplate(job.continueOnError, own)) === "true";
      return outcome.conclusion === "failure" && tolerated ? { ...outcome, conclusion: "success" as const } : outcome;
    }),
  );
  const outputs = Object.assign({}, ...outcomes.map((outcome) => outcome.outputs)) as Record<string, string>;
  return { conclusion: worst(outcomes.map(({ conclusion }) => conclusion)), outputs };
}

async function runInGroup(
  call: WorkflowCall,
  job: JobDefinition,
  contexts: Contexts,
  signal: AbortSignal,
): Promise<JobOutcome> {
  const { run, tree } = call;
  const label = decideLabel(job, contexts, call.prefix);
  const stop = new AbortController();
  const both = AbortSignal.any([signal, stop.signal]);
  const wanted = parseConcurrency(job.concurrency, contexts, run.requested.repository);
  const leave = wanted && (await run.gate.enter({ ...wanted, signal: both, cancel: () => stop.abort() }));
  try {
    if ((wanted && !leave) || both.aborted) {
      run.board.complete(label, "cancelled");
      return { conclusion: "cancelled", outputs: {} };
    }
    const callee = tree.callees.get(job.id);
    if (callee) return await runCallee({ ...call, tree: callee, prefix: `${label} / `, signal: both }, job, contexts);
    const permissions = tree.permissions.get(job.id) ?? {};
    return await run.slots.use(() =>
      runJob({
        run,
        job,
        label,
        permissions,
        contexts,
        source: tree.source,
        workflowEnv: tree.file.env,
        workflowDefaults: tree.file.defaults,
        signal: both,
      }),
    );
  } finally {
    leave?.();
  }
}

async function runCallee(call: WorkflowCall, job: JobDefinition, contexts: Contexts): Promise<JobOutcome> {
  const { run, tree } = call;
  const given = (evaluateTemplate(job.inputs, contexts) ?? {}) as Record<string, unknown>;
  const inputs = decideInputs(tree.file.callInputs, given, { github: contexts["github"], vars: {} });
  const inherit = job.secrets?.kind === "value" && job.secrets.value === "inherit";
  const secrets = inherit ? call.secrets : evaluateTexts(job.secrets, contexts);
  const stop = new AbortController();
  const signal = AbortSignal.any([call.signal, stop.signal]);
  const wanted = parseConcurrency(tree.file.concurrency, { ...contexts, inputs }, run.requested.repository);
  const leave = wanted && (await run.gate.enter({ ...wanted, signal, cancel: () => stop.abort() }));
  if (wanted && !leave) return { conclusion: "cancelled", outputs: {} };
  try {
    return await runWorkflow({ ...call, inputs, secrets, signal });
  } finally {
    leave?.();
  }
}
