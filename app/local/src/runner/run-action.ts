import { existsSync } from "node:fs";
import { join } from "node:path";
import { ForgeError } from "@plugsmith/schemas";
import { allGood, evaluateCondition, evaluateTemplate, toText } from "./evaluate-template.ts";
import type { StepCall, StepOutcome, StepScope } from "./job-state.ts";
import type { ActionFile } from "./parse-action-file.ts";
import { resolveAction } from "./resolve-action.ts";
import { runStepProcess } from "./run-step-process.ts";
import type { FileSource, StepDefinition } from "./workflow-file.ts";

type FileAction = { readonly action: ActionFile; readonly folder: string; readonly source: FileSource };
const deepest = 10;

/** Runs the steps of a composite action; handed in, because steps run actions and actions run steps. */
export type StepsRunner = (scope: StepScope, steps: readonly StepDefinition[]) => Promise<void>;

/** Runs a `uses:` step; `given` are its evaluated `with:` values by lower-case name. */
export async function runAction(
  call: StepCall,
  uses: string,
  given: Record<string, string>,
  runSteps: StepsRunner,
): Promise<StepOutcome> {
  const resolved = await resolveAction(uses, call.scope);
  if (resolved.kind === "builtin") {
    return { success: true, outputs: await resolved.run({ inputs: given, job: call.scope.job, log: call.log }) };
  }
  const inputs = { ...given };
  for (const input of resolved.action.inputs) {
    inputs[input.name] ??= toText(evaluateTemplate(input.fallback, call.contexts));
  }
  for (const name of Object.keys(given)) {
    if (!resolved.action.inputs.some((input) => input.name === name)) {
      call.log(`##[warning]Unexpected input "${name}" for ${uses}.`);
    }
  }
  return resolved.action.runs.using === "composite"
    ? runComposite(call, resolved, inputs, runSteps)
    : runNode(call, resolved, inputs);
}

async function runNode(call: StepCall, { action, folder, source }: FileAction, inputs: Record<string, string>) {
  const { job } = call.scope;
  const runs = action.runs;
  if (!("main" in runs)) throw new ForgeError("unexpected");
  const node = job.nodes[runs.using] ?? job.nodes["node24"] ?? process.execPath;
  const env = {
    ...call.env,
    ...Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [`INPUT_${name.replaceAll(" ", "_").toUpperCase()}`, value]),
    ),
    GITHUB_ACTION: call.id,
    GITHUB_ACTION_REPOSITORY: source.repository,
    GITHUB_ACTION_REF: source.sha,
    GITHUB_ACTION_PATH: folder,
  };
  const script = (file: string) => {
    const path = join(folder, file);
    if (!existsSync(path)) {
      throw new ForgeError("reference_missing", {
        message: `The action at ${source.identity} has no ${file}.`,
        hint: "Commit the built bundle (npm run build) before using the action.",
      });
    }
    return path;
  };
  const state: Record<string, string> = {};
  const main = script(runs.main);
  if (runs.post !== undefined) {
    const post = script(runs.post);
    job.posts.push(async () => {
      const status = { ...allGood, success: !call.scope.failed, failure: call.scope.failed };
      if (runs.postIf !== undefined && !evaluateCondition(runs.postIf, call.contexts, status)) return;
      const states = Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]);
      const signal = AbortSignal.timeout(60_000);
      await runStepProcess({ ...call, signal }, [node, post], {
        cwd: job.workspace,
        env: { ...env, ...Object.fromEntries(states) },
      });
    });
  }
  return runStepProcess(call, [node, main], { cwd: job.workspace, env, state });
}

async function runComposite(
  call: StepCall,
  { action, folder, source }: FileAction,
  inputs: Record<string, string>,
  runSteps: StepsRunner,
) {
  const { scope } = call;
  if (!("steps" in action.runs)) throw new ForgeError("unexpected");
  if (scope.depth >= deepest)
    throw new ForgeError("workflow_invalid", { message: `Actions are nested more than ${deepest} deep.` });
  const github = { ...(call.contexts["github"] as object), action_path: folder, action_ref: source.sha };
  const inner = {
    job: { ...scope.job, env: call.env, defaults: {} },
    source,
    overlay: { inputs, github },
    steps: {},
    failed: false,
    depth: scope.depth + 1,
  };
  await runSteps(inner, action.runs.steps);
  const contexts = { ...call.contexts, inputs, github, steps: inner.steps };
  const outputs = action.outputs.map(([name, value]) => [name, toText(evaluateTemplate(value, contexts))]);
  return { success: !inner.failed, outputs: Object.fromEntries(outputs) as Record<string, string> };
}
