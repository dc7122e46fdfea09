import type { ConcurrencyGate } from "./concurrency-gate.ts";
import type { JobBoard } from "./job-board.ts";
import type { WorkflowParser } from "./load-workflow-parser.ts";
import type { LocalGitHub, RequestedRun } from "./local-github-port.ts";
import type { Masks } from "./masks.ts";
import type { OidcServer } from "./oidc-server.ts";
import type { RunnerEvent } from "./runner-event.ts";
import type { Slots } from "./slots.ts";
import type { FileSource } from "./workflow-file.ts";

/** Everything that the jobs of one run share. */
export interface RunContext {
  readonly requested: RequestedRun;
  readonly repository: { readonly id: number; readonly ownerId: number; readonly visibility?: string };
  readonly caller: FileSource;
  readonly workflowName: string;
  readonly github: LocalGitHub;
  readonly parser: WorkflowParser;
  readonly oidc: OidcServer | undefined;
  readonly gate: ConcurrencyGate;
  readonly slots: Slots;
  readonly board: JobBoard;
  readonly masks: Masks;
  readonly folder: string;
  readonly nodes: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
  readonly environmentSecrets: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly signal: AbortSignal;
  emit(event: RunnerEvent): void;
}
