import type { Backoff } from "./decide-retry-pause.ts";

/** A job as asked for, every value filled in. */
export interface JobDraft {
  readonly plugin: string;
  readonly name: string;
  /** JSON text. */
  readonly data: string;
  readonly key: string | null;
  readonly priority: number;
  readonly delayMs: number;
  readonly maxAttempts: number;
  readonly backoff: Backoff;
  readonly timeoutMs: number;
  readonly children: readonly JobDraft[];
}

export interface RepeatDraft {
  readonly cron: string;
  readonly timezone: string | null;
  readonly job: JobDraft;
}

/** Jobs of a flow, this one included. */
export const countJobs = (draft: JobDraft): number => draft.children.reduce((sum, child) => sum + countJobs(child), 1);

/** A draft and all below it. */
export function listJobs(draft: JobDraft): JobDraft[] {
  return [draft, ...draft.children.flatMap(listJobs)];
}
