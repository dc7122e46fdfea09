import type { ErrorCode } from "@plugsmith/schemas";
import type { JobDraft } from "./job-draft.ts";
import type { JobStanding, JobState } from "./job-state.ts";

/** A job as the queue keeps it. Times are ms since 1970. */
export interface JobRow extends Omit<JobDraft, "children" | "delayMs">, JobStanding {
  readonly id: number;
  /** The job that waits for this one. */
  readonly parent: number | null;
  readonly created: number;
  /** Of the last try. */
  readonly started: number | null;
  readonly finished: number | null;
  /** JSON text of what the plugin answered. */
  readonly result: string | null;
}

const toNumber = (value: unknown) => (value === null ? null : Number(value));
const toText = (value: unknown) => (value === null ? null : String(value));

/** A row of the table `job`. */
export function parseJobRow(row: Readonly<Record<string, unknown>>): JobRow {
  const code = toText(row["code"]);
  return {
    id: Number(row["id"]),
    plugin: String(row["plugin"]),
    name: String(row["name"]),
    data: String(row["data"]),
    key: toText(row["key"]),
    priority: Number(row["priority"]),
    maxAttempts: Number(row["max_attempts"]),
    backoff: { firstMs: Number(row["first_ms"]), maxMs: Number(row["max_ms"]) },
    timeoutMs: Number(row["timeout_ms"]),
    state: String(row["state"]) as JobState,
    attempts: Number(row["attempts"]),
    interruptions: Number(row["interruptions"]),
    due: Number(row["due"]),
    failure: code === null ? null : { code: code as ErrorCode, message: String(row["message"]) },
    parent: toNumber(row["parent"]),
    created: Number(row["created"]),
    started: toNumber(row["started"]),
    finished: toNumber(row["finished"]),
    result: toText(row["result"]),
  };
}
