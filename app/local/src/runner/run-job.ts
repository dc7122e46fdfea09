import { mkdir, rm, writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { ForgeError, toForgeError } from "@plugsmith/schemas";
import { buildGithubContext, buildGithubEnvironment } from "./build-github-context.ts";
import { buildOidcClaims } from "./build-oidc-claims.ts";
import { type Contexts, evaluateTemplate, evaluateTexts, toText } from "./evaluate-template.ts";
import type { JobState, StepScope } from "./job-state.ts";
import { allows, type Permissions } from "./permissions.ts";
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
  const door = await openOidc(request, environmentName);
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
    const secrets = { ...(request.contexts["secrets"] as object), GITHUB_TOKEN: token };
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
      actionsFolder: run.actionsFolder,
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
      // From scratch: of this machine's environment only PATH comes along, with our own Node first.
      environment: {
        PATH: [dirname(node), process.env["PATH"] ?? "/usr/bin:/bin"].join(delimiter),
        HOME: home,
        LANG: "C.UTF-8",
        CI: "true",
        GITHUB_ACTIONS: "true",
        ...buildGithubEnvironment(base),
        GITHUB_EVENT_PATH: eventPath,
        GITHUB_JOB: job.id,
        GITHUB_WORKSPACE: workspace,
        RUNNER_OS: "Linux",
        RUNNER_ARCH: "X64",
        RUNNER_NAME: "local",
        RUNNER_ENVIRONMENT: "self-hosted",
        RUNNER_TEMP: temp,
        RUNNER_TOOL_CACHE: runner.tool_cache,
        ...run.environment,
        ...(door ? { ACTIONS_ID_TOKEN_REQUEST_URL: door.url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: door.secret } : {}),
      },
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

async function openOidc({ run, job, source, permissions }: JobRequest, environment: string | undefined) {
  if (!allows(permissions, "id-token", "write")) return undefined;
  if (!run.oidc) {
    throw new ForgeError("job_unsupported", {
      message: `Job ${job.id} asks for an identity token, but this runner was started without an issuer.`,
    });
  }
  const claims = buildOidcClaims({
    run: run.requested,
    repository: run.repository,
    caller: run.caller,
    workflowName: run.workflowName,
    job: source,
    environment,
  });
  const door = await run.oidc.open(claims, `https://github.com/${run.requested.repository.split("/")[0] ?? ""}`);
  run.masks.add(door.secret);
  return door;
}

/** GitHub's API spells scopes with underscores; `id-token` is no permission of a token. */
function toApiPermissions(permissions: Permissions): Record<string, "read" | "write"> {
  const scopes: Record<string, "read" | "write"> = { metadata: "read" };
  for (const [scope, level] of Object.entries(permissions)) {
    if (scope !== "id-token" && level !== "none") scopes[scope.replaceAll("-", "_")] = level;
  }
  return scopes;
}

/** Text of the job's name as GitHub lists it. */
export function decideLabel(job: JobDefinition, contexts: Contexts, prefix: string): string {
  const matrix = contexts["matrix"] as Record<string, unknown> | undefined;
  const values = Object.values(matrix ?? {}).map(toText);
  const fallback = values.length > 0 ? `${job.id} (${values.join(", ")})` : job.id;
  return prefix + (job.name === undefined ? fallback : toText(evaluateTemplate(job.name, contexts)));
}
