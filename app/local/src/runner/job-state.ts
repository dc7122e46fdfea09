import type { Contexts } from "./evaluate-template.ts";
import type { WorkflowParser } from "./load-workflow-parser.ts";
import type { LocalGitHub, RequestedRun } from "./local-github-port.ts";
import type { Masks } from "./masks.ts";
import type { Permissions } from "./permissions.ts";
import type { RunnerEvent } from "./runner-event.ts";
import type { FileSource } from "./workflow-file.ts";

/** Everything that the steps of one job share. */
export interface JobState {
  readonly label: string;
  readonly requested: RequestedRun;
  readonly github: LocalGitHub;
  readonly parser: WorkflowParser;
  readonly workspace: string;
  readonly temp: string;
  readonly home: string;
  readonly actionsFolder: string;
  readonly permissions: Permissions;
  readonly token: string;
  /** Contexts that do not change: github, needs, matrix, strategy, inputs, secrets, vars, runner. */
  readonly contexts: Contexts;
  /** Environment that every process of the job gets. */
  readonly environment: Readonly<Record<string, string>>;
  /** `env:` of workflow and job. */
  readonly env: Readonly<Record<string, string>>;
  readonly defaults: { readonly shell?: string; readonly workingDirectory?: string };
  /** `runs.using` to the Node program that runs it. */
  readonly nodes: Readonly<Record<string, string>>;
  readonly masks: Masks;
  readonly signal: AbortSignal;
  /** Written by steps through GITHUB_ENV and GITHUB_PATH. */
  readonly exported: Record<string, string>;
  readonly paths: string[];
  readonly posts: Array<() => Promise<void>>;
  readonly groups: Set<number>;
  emit(event: RunnerEvent): void;
}

/** What the steps of a job, or of one composite action in it, share with each other. */
export interface StepScope {
  readonly job: JobState;
  /** Commit of the file that holds these steps; `$/…` means this commit. */
  readonly source: FileSource;
  /** Contexts that a composite action replaces. */
  readonly overlay: Contexts;
  readonly steps: Record<string, { outputs: Record<string, string>; outcome: string; conclusion: string }>;
  failed: boolean;
  /** 0 for the job's own steps. */
  readonly depth: number;
}

/** One step while it runs. */
export interface StepCall {
  readonly scope: StepScope;
  readonly id: string;
  readonly title: string;
  readonly contexts: Contexts;
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  log(line: string): void;
}

export interface StepOutcome {
  readonly success: boolean;
  readonly outputs: Record<string, string>;
}
