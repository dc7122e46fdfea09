import { toForgeError } from "@plugsmith/schemas";
import {
  type Contexts,
  type ExpressionStatus,
  evaluateCondition,
  evaluateTemplate,
  evaluateTexts,
  toText,
} from "./evaluate-template.ts";
import type { StepCall, StepOutcome, StepScope } from "./job-state.ts";
import { runAction } from "./run-action.ts";
import { runShellStep } from "./run-shell-step.ts";
import type { StepDefinition } from "./workflow-file.ts";

/** A finished step as the job's list shows it. */
export interface FinishedStep {
  readonly name: string;
  readonly conclusion: string;
}

// Steps with always() or cancelled() still run after a cancel, but not for ever.
const cleanUpMilliseconds = 60_000;

/** Runs steps in order; each failure is noted in the scope and decides which later conditions hold. */
export async function runSteps(
  scope: StepScope,
  steps: readonly StepDefinition[],
  onFinished?: (step: FinishedStep) => void,
): Promise<void> {
  for (const step of steps) {
    const finished = await runStep(scope, step);
    onFinished?.(finished);
  }
}

function readStatus({ job, failed }: StepScope): ExpressionStatus {
  const cancelled = job.signal.aborted;
  return { success: !failed && !cancelled, failure: failed, cancelled, workspace: job.workspace };
}

async function runStep(scope: StepScope, step: StepDefinition): Promise<FinishedStep> {
  const { job } = scope;
  const started = performance.now();
  const status = readStatus(scope);
  let title = step.uses === undefined ? "Run" : `Run ${step.uses}`;
  const log = (line: string) =>
    job.emit({ type: "log", runId: job.requested.runId, job: job.label, step: title, line: job.masks.apply(line) });
  let outcome = "skipped";
  let conclusion = "skipped";
  let outputs: Record<string, string> = {};
  try {
    const shared = readContexts(scope, status);
    const inherited = { ...job.env, ...job.exported };
    const env = { ...inherited, ...evaluateTexts(step.env, { ...shared, env: inherited }, status) };
    const contexts = { ...shared, env };
    title = job.masks.apply(decideTitle(step, contexts, status));
    if (evaluateCondition(step.condition, contexts, status)) {
      const minutes = evaluateTemplate(step.timeoutMinutes, contexts, status);
      const base = status.cancelled ? AbortSignal.timeout(cleanUpMilliseconds) : job.signal;
      const signal =
        minutes === undefined ? base : AbortSignal.any([base, AbortSignal.timeout(Number(minutes) * 60_000)]);
      const call = { scope, id: step.id, title, contexts, env, signal, log };
      outcome = "failure";
      const result = await runBody(call, step, status);
      outputs = result.outputs;
      outcome = result.success && !signal.aborted ? "success" : "failure";
      conclusion = outcome;
    }
  } catch (error) {
    outcome = "failure";
    const { message, hint } = toForgeError(error);
    log(`##[error]${message}${hint === undefined ? "" : ` ${hint}`}`);
    job.emit({
      type: "annotation",
      runId: job.requested.runId,
      job: job.label,
      level: "error",
      message: job.masks.apply(message),
    });
  }
  if (outcome === "failure") conclusion = toleratesFailure(scope, step, status) ? "success" : "failure";
  if (conclusion === "failure") scope.failed = true;
  scope.steps[step.id] = { outputs, outcome, conclusion };
  if (scope.depth === 0) {
    const milliseconds = Math.round(performance.now() - started);
    job.emit({ type: "step", runId: job.requested.runId, job: job.label, step: title, conclusion, milliseconds });
  }
  return { name: title, conclusion };
}

function readContexts(scope: StepScope, status: ExpressionStatus): Contexts {
  const word = status.cancelled ? "cancelled" : scope.failed ? "failure" : "success";
  // A copy, because contexts are converted once per object and this one grows.
  return { ...scope.job.contexts, ...scope.overlay, steps: { ...scope.steps }, job: { status: word } };
}

function decideTitle(step: StepDefinition, contexts: Contexts, status: ExpressionStatus): string {
  if (step.name !== undefined) return toText(evaluateTemplate(step.name, contexts, status));
  if (step.uses !== undefined) return `Run ${step.uses}`;
  return `Run ${toText(evaluateTemplate(step.run, contexts, status)).split("\n")[0] ?? ""}`;
}

function runBody(call: StepCall, step: StepDefinition, status: ExpressionStatus): Promise<StepOutcome> {
  if (step.uses !== undefined) {
    const given = Object.entries(evaluateTexts(step.inputs, call.contexts, status));
    return runAction(
      call,
      step.uses,
      Object.fromEntries(given.map(([name, value]) => [name.toLowerCase(), value])),
      runSteps,
    );
  }
  const text = (template: StepDefinition["shell"]) =>
    template === undefined ? undefined : toText(evaluateTemplate(template, call.contexts, status));
  return runShellStep(call, {
    script: text(step.run) ?? "",
    shell: text(step.shell),
    workingDirectory: text(step.workingDirectory),
  });
}

function toleratesFailure(scope: StepScope, step: StepDefinition, status: ExpressionStatus): boolean {
  const value = evaluateTemplate(step.continueOnError, readContexts(scope, status), status);
  return value === true || value === "true";
}
