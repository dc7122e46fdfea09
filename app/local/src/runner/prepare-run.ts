import { join } from "node:path";
import { toForgeError } from "@plugsmith/schemas";
import { buildGithubContext } from "./build-github-context.ts";
import { decideInputs } from "./decide-inputs.ts";
import { evaluateTemplate, toText } from "./evaluate-template.ts";
import { createJobBoard } from "./job-board.ts";
import type { RequestedRun } from "./local-github-port.ts";
import { createMasks } from "./masks.ts";
import { parseConcurrency } from "./parse-concurrency.ts";
import { readWorkflowTree, type WorkflowTree } from "./read-workflow-tree.ts";
import type { RunContext } from "./run-context.ts";
import { runWorkflow } from "./run-workflow.ts";

/** The parts of a run's context that belong to the runner. */
export type Machine = Pick<
  RunContext,
  "github" | "parser" | "oidc" | "gate" | "slots" | "nodes" | "environment" | "environmentSecrets" | "emit"
> & { readonly folder: string };

/** A run that has taken its place in its concurrency group, or cannot start. */
export interface PreparedRun {
  /** Executes the jobs and tells the local GitHub the conclusion. Never throws. */
  execute(): Promise<void>;
}

/**
 * Reads the workflow of a requested run, gives the run its title and its place in its concurrency group. Call it for one run
 * after the other, because places are given in the order of requests. Never throws.
 */
export async function prepareRun(
  machine: Machine,
  requested: RequestedRun,
  controller: AbortController,
): Promise<PreparedRun> {
  const { github, emit } = machine;
  const { runId } = requested;
  const finish = async (conclusion: string, message?: string) => {
    await github.updateRun(runId, { status: "completed", conclusion });
    emit({ type: "run", runId, status: "completed", conclusion, ...(message === undefined ? {} : { message }) });
  };
  const refuse = async (error: unknown) => {
    const { code, message, hint } = toForgeError(error);
    await finish("startup_failure", [`${code}: ${message}`, hint].filter(Boolean).join(" "));
  };
  try {
    const { run, tree } = await readRun(machine, requested, controller.signal);
    const context = buildGithubContext(run);
    const inputs = decideInputs(tree.file.dispatchInputs, requested.inputs, { github: context, vars: {} });
    const contexts = { github: context, inputs, vars: {} };
    const displayTitle = toText(evaluateTemplate(tree.file.runName, contexts)).trim();
    const calledWorkflows = listCalled(tree);
    await github.updateRun(runId, { calledWorkflows, ...(displayTitle !== "" && { displayTitle }) });
    const wanted = parseConcurrency(tree.file.concurrency, contexts, requested.repository);
    const place = { signal: controller.signal, cancel: () => controller.abort() };
    const entering = wanted ? machine.gate.enter({ ...wanted, ...place }) : Promise.resolve(() => {});
    const execute = async () => {
      const leave = await entering;
      if (!leave || controller.signal.aborted) {
        leave?.();
        return finish("cancelled");
      }
      try {
        await github.updateRun(runId, { status: "in_progress" });
        emit({ type: "run", runId, status: "in_progress" });
        const call = { run, tree, inputs, secrets: {}, prefix: "", signal: controller.signal };
        const { conclusion } = await runWorkflow(call);
        await finish(conclusion);
      } finally {
        leave();
      }
    };
    return {
      execute: () =>
        execute()
          .catch(refuse)
          .catch(() => {}),
    };
  } catch (error) {
    return { execute: () => refuse(error).catch(() => {}) };
  }
}

const listSources = (tree: WorkflowTree): WorkflowTree["source"][] =>
  [...tree.callees.values()].flatMap((callee) => [callee.source, ...listSources(callee)]);

/** Every reusable workflow below a run's own, each once. */
const listCalled = (tree: WorkflowTree) => [
  ...new Map(listSources(tree).map(({ identity, sha }) => [identity, { path: identity, sha }])).values(),
];

async function readRun(machine: Machine, requested: RequestedRun, signal: AbortSignal) {
  const { repository, workflowPath, sha, ref, runId, attempt } = requested;
  const caller = { repository, path: workflowPath, sha, identity: `${repository}/${workflowPath}@${ref}` };
  const tree = await readWorkflowTree(machine.github, machine.parser, caller);
  const run: RunContext = {
    ...machine,
    requested,
    caller,
    signal,
    repository: machine.github.readRepository(repository),
    workflowName: tree.file.name,
    board: createJobBoard((jobs) => machine.github.setJobs(runId, jobs)),
    masks: createMasks(),
    folder: join(machine.folder, `run-${runId}-${attempt}`),
  };
  return { run, tree };
}
