import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { toForgeError } from "@plugsmith/schemas";
import { buildGithubContext } from "./build-github-context.ts";
import { buildJobEnvironment } from "./build-job-environment.ts";
import { type Contexts, evaluateTemplate, evaluateTexts } from "./evaluate-template.ts";
import type { JobState, StepScope } from "./job-state.ts";
import { openIdentityDoor } from "./open-identity-door.ts";
import { type Permissions, toApiPermissions } from "./permissions.ts";
import { decideEnvironment, decideLabels } from "./refuse-job.ts";
import type { RunContext } from "./run-context.ts";
import { killGroup } from "./run-process.ts";
import { runSteps } from "./run-steps.ts";
import type { Template } from "./template.ts";
import type { FileSource, JobDefinition } from "./workflow-file.ts";

export type JobConclusion = "success" | "failure" | "cancelled" | "skipped";
export interface JobOutcome {
  readonly conclusion: JobConclusion;
  readonly outputs: Record<string, string>;
}

export interface JobRequest {
  readonly run: RunContext;
  readonly source: FileSource;
  readonly job: JobDefinition;
  readonly label: string;
  readonly permissions: Permissions;
  /** needs, matrix, strategy, inputs, secrets, vars of this job. */
  readonly contexts: Contexts;
  readonly workflowEnv: Template | undefined;
  readonly workflowDefaults: Template | undefined;
  readonly signal: AbortSignal;
}

const longestMinutes = 360;
let count = 0;

/** Runs one job in folders of its own and removes them, its token and its processes afterwards. Never throws. */
export async function runJob(request: JobRequest): Promise<JobOutcome> {
  const { run, job, label } = request;
  const { runId } = run.requested;
  const started = performance.now();
  let outcome: JobOutcome = { conclusion: "failure", outputs: {} };
  try {
    const labels = decideLabels(job, request.contexts);
    run.board.start(label, labels);
    run.emit({ type: "job", runId, job: label, status: "in_progress" });
    outcome = await runOnMachine(request);
  } catch (error) {
    const { message } = toForgeError(error);
    run.emit({ type: "annotation", runId, job: label, level: "error", message: run.masks.apply(message) });
  }
  run.board.complete(label, outcome.conclusion);
  const milliseconds = Math.round(performance.now() - started);
  run.emit({ type: "job", runId, job: label, status: "completed", conclusion: outcome.conclusion, milliseconds });
  return outcome;
}

async function runOnMachine(request: JobRequest): Promise<JobOutcome> {
  const { run, job, label, permissions } = request;
  const { requested, github } = run;
  const environmentName = decideEnvironment(job, request.contexts, github, requested.repository);
  const folder = join(run.folder, `${label.replaceAll(/[^\w-]+/g, "_").slice(0, 60)}-${(count += 1)}`);
  const [workspace, temp, home] = ["workspace", "temp", "home"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  await Promise.all([workspace, temp, home].map((path) => mkdir(path, { recursive: true })));
  const token = github.issueJobToken({
    repository: requested.repository,
    permissions: toApiPermissions(permissions),
    runId: requested.runId,
  });
  run.masks.add(token);
  const door = await openIdentityDoor(request, environmentName);
  const posts: Array<() => Promise<void>> = [];
  const groups = new Set<number>();
  try {
    const eventPath = join(folder, "event.json");
    await writeFile(eventPath, JSON.stringify(requested.payload ?? {}));
    const base = buildGithubContext(run);
    const githubContext = { ...base, token, job: job.id, workspace, event_path: eventPath };
    const runner = {
      os: "Linux",
      arch: "X64",
      name: "local",
      temp,
      tool_cache: join(folder, "tools"),
      environment: "self-hosted",
      debug: "",
    };
    const ownSecrets = environmentName === undefined ? {} : (run.environmentSecrets[environmentName] ?? {});
    for (const secret of Object.values(ownSecrets)) run.masks.add(secret);
    const secrets = { ...(request.contexts["secrets"] as object), ...ownSecrets, GITHUB_TOKEN: token };
    const contexts = { ...request.contexts, github: githubContext, runner, secrets };
    const workflowEnv = evaluateTexts(request.workflowEnv, contexts);
    const env = { ...workflowEnv, ...evaluateTexts(job.env, { ...contexts, env: workflowEnv }) };
    const defaults = {
      ...evaluateTexts(request.workflowDefaults, contexts),
      ...evaluateTexts(job.defaults, { ...contexts, env }),
    };
    const node = run.nodes["node24"] ?? process.execPath;
    const minutes = Number(evaluateTemplate(job.timeoutMinutes, contexts) ?? longestMinutes);
    const limit = AbortSignal.timeout(minutes * 60_000);
    const state: JobState = {
      label,
      requested,
      github,
      permissions,
      token,
      contexts,
      env,
      workspace,
      temp,
      home,
      posts,
      groups,
      parser: run.parser,
      // Of this job alone: what one job does to the files of an action must not reach another, least of all the one that signs.
      actionsFolder: join(folder, "actions"),
      nodes: run.nodes,
      masks: run.masks,
      signal: AbortSignal.any([request.signal, limit]),
      emit: run.emit,
      exported: {},
      paths: [],
      defaults: {
        ...(defaults["shell"] === undefined ? {} : { shell: defaults["shell"] }),
        ...(defaults["working-directory"] === undefined ? {} : { workingDirectory: defaults["working-directory"] }),
      },
      environment: buildJobEnvironment(run, { job: job.id, workspace, temp, home, eventPath, node, door }),
    };
    const scope: StepScope = { job: state, source: request.source, overlay: {}, steps: {}, failed: false, depth: 0 };
    await runSteps(scope, job.steps, (step) => run.board.addStep(label, step));
    for (const post of posts.reverse()) {
      await post().catch((error: unknown) => {
        scope.failed = true;
        run.emit({
          type: "annotation",
          runId: requested.runId,
          job: label,
          level: "error",
          message: run.masks.apply(toForgeError(error).message),
        });
      });
    }
    const outputs = evaluateTexts(job.outputs, { ...contexts, env, steps: { ...scope.steps } });
    if (limit.aborted) {
      const message = `The job ran longer than its ${minutes} minutes.`;
      run.emit({ type: "annotation", runId: requested.runId, job: label, level: "error", message });
    }
    const conclusion = state.signal.aborted ? "cancelled" : scope.failed ? "failure" : "success";
    // An output that holds a secret is dropped, as GitHub does.
    const clean = Object.entries(outputs).filter(([, value]) => run.masks.apply(value) === value);
    return { conclusion, outputs: Object.fromEntries(clean) };
  } finally {
    for (const group of groups) killGroup(group, "SIGKILL");
    door?.close();
    github.revokeToken(token);
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
