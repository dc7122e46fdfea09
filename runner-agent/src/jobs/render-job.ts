import type { JobRow } from "./job-row.ts";
import type { RepeatRow } from "./repeat-store.ts";

const time = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

/** A job as `agent jobs` shows it; times are ISO 8601. */
export function renderJob(row: JobRow) {
  const { id, plugin, name, state, priority, attempts, maxAttempts, key, failure } = row;
  return {
    id: String(id),
    plugin,
    name,
    state,
    priority,
    attempts,
    maxAttempts,
    interruptions: row.interruptions,
    key,
    due: time(row.due),
    createdAt: time(row.created),
    startedAt: time(row.started),
    finishedAt: time(row.finished),
    parent: row.parent === null ? null : String(row.parent),
    failure,
  };
}
export type JobView = ReturnType<typeof renderJob>;

/** A job with what it carries, its answer and its children. */
export function renderJobDetail(row: JobRow, children: readonly JobRow[]) {
  return {
    ...renderJob(row),
    data: JSON.parse(row.data) as unknown,
    result: row.result === null ? null : (JSON.parse(row.result) as unknown),
    timeoutMs: row.timeoutMs,
    backoff: row.backoff,
    children: children.map(renderJob),
  };
}
export type JobDetail = ReturnType<typeof renderJobDetail>;

/** A repeating job; its id begins with `r`. */
export function renderRepeat({ id, cron, timezone, job, next, last }: RepeatRow) {
  return {
    id: `r${id}`,
    plugin: job.plugin,
    name: job.name,
    key: job.key,
    cron,
    timezone: timezone ?? "UTC",
    next: time(next),
    last: last === null ? null : String(last),
  };
}
export type RepeatView = ReturnType<typeof renderRepeat>;

/** The job as the plugin gets it in `onJobReceived`: more than once when the agent was killed, so `id` and `key` are there. */
export function renderDelivery(row: JobRow, children: readonly JobRow[]) {
  return {
    id: String(row.id),
    name: row.name,
    data: JSON.parse(row.data) as unknown,
    key: row.key,
    attempt: row.attempts,
    attempts: row.maxAttempts,
    createdAt: time(row.created),
    children: children.map(({ id, plugin, name, result }) => ({
      id: String(id),
      plugin,
      name,
      result: result === null ? null : (JSON.parse(result) as unknown),
    })),
  };
}
export type JobDelivery = ReturnType<typeof renderDelivery>;
