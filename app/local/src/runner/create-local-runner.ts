import { mkdtempSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createConcurrencyGate } from "./concurrency-gate.ts";
import { loadWorkflowParser } from "./load-workflow-parser.ts";
import type { LocalGitHub, RequestedRun } from "./local-github-port.ts";
import { createOidcServer, type OidcMinter } from "./oidc-server.ts";
import { prepareRun } from "./prepare-run.ts";
import type { RunnerEvent } from "./runner-event.ts";
import { createSlots } from "./slots.ts";

export interface LocalRunnerOptions {
  readonly github: LocalGitHub;
  /** Issuer of identity tokens; without it a job with `id-token: write` fails. */
  readonly oidc?: OidcMinter;
  /** Folder for jobs; by default a temporary one that `close` removes. */
  readonly workFolder?: string;
  /** `runs.using` (`node24`) to the Node program that runs it; by default the Node of this process. */
  readonly nodes?: Readonly<Record<string, string>>;
  /** Variables that every step gets, for example addresses of local services. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Secrets of environments by environment and name: only a job that declares the environment gets them, masked in every log. */
  readonly environmentSecrets?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  onEvent?(event: RunnerEvent): void;
}

export interface LocalRunner {
  /** Resolves when no run is waiting or running. */
  idle(): Promise<void>;
  /** Adds a listener; the answer removes it. */
  onEvent(listener: (event: RunnerEvent) => void): () => void;
  /** Stops a run as GitHub's cancel does; steps with always() still run. */
  cancel(runId: number): void;
  /** Cancels every run, waits for their ends, and removes what the runner wrote. */
  close(): Promise<void>;
}

const jobsAtOnce = 2;

/**
 * An Actions runner for this machine: executes the workflow files of the local GitHub's commits with GitHub's own parser
 * and expression engine. It is no sandbox: steps run as this user, and plugin code belongs in `runConfined` inside them.
 */
export function createLocalRunner(options: LocalRunnerOptions): LocalRunner {
  const folder = options.workFolder ?? mkdtempSync(join(tmpdir(), "plugsmith-runner-"));
  const listeners = new Set<(event: RunnerEvent) => void>(options.onEvent ? [options.onEvent] : []);
  const runs = new Map<number, { controller: AbortController; end: Promise<void> }>();
  const oidc = options.oidc && createOidcServer(options.oidc);
  const shared = {
    github: options.github,
    oidc,
    gate: createConcurrencyGate(),
    slots: createSlots(jobsAtOnce),
    folder,
    nodes: { node24: process.execPath, ...options.nodes },
    environment: options.environment ?? {},
    environmentSecrets: options.environmentSecrets ?? {},
    emit: (event: RunnerEvent) => {
      for (const listener of listeners) listener(event);
    },
  };
  let closed = false;
  let preparing: Promise<unknown> = Promise.resolve();

  options.github.onRunRequested((requested: RequestedRun) => {
    if (closed) return;
    const controller = new AbortController();
    const end = (async () => {
      await mkdir(folder, { recursive: true });
      const parser = await loadWorkflowParser();
      const prepared = preparing.then(() => prepareRun({ ...shared, parser }, requested, controller));
      preparing = prepared;
      await (await prepared).execute();
    })().finally(() => runs.delete(requested.runId));
    runs.set(requested.runId, { controller, end });
  });
  const cancel = (runId: number) => runs.get(runId)?.controller.abort();
  options.github.onRunCancelled?.(cancel);

  const idle = async () => {
    while (runs.size > 0) await Promise.all([...runs.values()].map((run) => run.end));
  };
  return {
    idle,
    cancel,
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      closed = true;
      for (const runId of runs.keys()) cancel(runId);
      await idle();
      await oidc?.close();
      if (options.workFolder === undefined) await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
