import { join } from "node:path";
import { toForgeError } from "@plugsmith/schemas";
import { buildGithubContext } from "./build-github-context.ts";
import { decideInputs } from "./decide-inputs.ts";
import { evaluateTemplate, toText } from "./evaluate-template.ts";
import { createJobBoard } from "./job-board.ts";
import type { RequestedRun } from "./local-github-port.ts";
import { createMasks } from "./masks.ts";
import { parseConcurrency } from "./parse-concurrency.ts";
import { readWorkflowTree } from "./read-workflow-tree.ts";
import type { RunContext } from "./run-context.ts";
import { runWorkflow } from "./run-workflow.ts";

/** The parts of a run's context that belong to the runner. */
export type Machine = Pick<
  RunContext,
  "github" | "parser" | "oidc" | "gate" | "slots" | "actionsFolder" | "nodes" | "environment" | "emit"
> & { readonly folder: string };

/** Executes one requested run from its workflow file to its conclusion, telling the local GitHub each state. Never throws. */
export async function executeRun(
  machine: Machine,
  requested: RequestedRun,
  controller: AbortController,
): Promise<void> {
  const { github, emit } = machine;
  const { runId } = requested;
  const finish = async (conclusion: string, message?: string) => {
    await github.updateRun(runId, { status: "completed", conclusion });
    emit({ type: "run", runId, status: "completed", conclusion, ...(message === undefined ? {} : { message }) });
  };
  try {
    const { repository, workflowPath, sha, ref } = requested;
    const caller = { repository, path: workflowPath, sha, identity: `${repository}/${workflowPath}@${ref}` };
    const tree = await readWorkflowTree(github, machine.parser, caller);
    const run: RunContext = {
      ...machine,
      requested,
      caller,
      repository: github.readRepository(repository),
      workflowName: tree.file.name,
      board: createJobBoard((jobs) => github.setJobs(runId, jobs)),
      masks: createMasks(),
      folder: join(machine.folder, `run-${runId}-${requested.attempt}`),
      signal: controller.signal,
    };
    const context = buildGithubContext(run);
    const inputs = decideInputs(tree.file.dispatchInputs, requested.inputs, { github: context, vars: {} });
    const contexts = { github: context, inputs, vars: {} };
    if (tree.file.runName !== undefined) {
      const displayTitle = toText(evaluateTemplate(tree.file.runName, contexts)).trim();
      if (displayTitle !== "") await github.updateRun(runId, { displayTitle });
    }
    const wanted = parseConcurrency(tree.file.concurrency, contexts, repository);
    if (wanted) {
      await github.updateRun(runId, { status: "pending" });
      emit({ type: "run", runId, status: "pending" });
    }
    const request = { signal: controller.signal, cancel: () => controller.abort() };
    const leave = wanted && (await machine.gate.enter({ ...wanted, ...request }));
    if ((wanted && !leave) || controller.signal.aborted) {
      leave?.();
      return await finish("cancelled");
    }
    try {
      await github.updateRun(runId, { status: "in_progress" });
      emit({ type: "run", runId, status: "in_progress" });
      const { conclusion } = await runWorkflow({
        run,
        tree,
        inputs,
        secrets: {},
        prefix: "",
        signal: controller.signal,
      });
      await finish(conclusion);
    } finally {
      leave?.();
    }
  } catch (error) {
    const { code, message, hint } = toForgeError(error);
    const text = [`${code}: ${message}`, hint].filter(Boolean).join(" ");
    await finish("startup_failure", text).catch(() => emit({ type: "run", runId, status: "completed", message: text }));
  }
}
