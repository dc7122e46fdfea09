import type { JobDetail, JobStats, JobView, RepeatView } from "@plugsmith/runner-agent";
import type { Paint } from "../terminal.ts";
import { cleanText as clean } from "./clean-text.ts";

const styles = { done: "green", dead: "red", cancelled: "dim", running: "yellow" } as const;
const paintState = (state: string, paint: Paint) =>
  Object.hasOwn(styles, state) ? paint(styles[state as keyof typeof styles], state) : state;

/** One line for a job. */
export function renderJobLine(job: JobView, paint: Paint): string {
  const { id, plugin, name, state, attempts, maxAttempts, key, due, failure } = job;
  return [
    `${id}  ${plugin} ${name}  ${paintState(state, paint)}`,
    ...(attempts > 0 ? [`try ${attempts} of ${maxAttempts}`] : []),
    ...(state === "delayed" ? [`not before ${due}`] : []),
    ...(key === null ? [] : [`key ${clean(key)}`]),
    ...(failure ? [`${failure.code}: ${clean(failure.message)}`] : []),
  ].join(", ");
}

/** One line for a repeating job. */
export function renderRepeatLine({ id, plugin, name, cron, timezone, next, last }: RepeatView): string {
  return `${id}  ${plugin} ${name}  ${clean(cron)} (${clean(timezone)}), next ${next}${last ? `, last was job ${last}` : ""}`;
}

/** `agent jobs list` for people. */
export function renderJobList(
  { jobs, repeats }: { readonly jobs: readonly JobView[]; readonly repeats: readonly RepeatView[] },
  paint: Paint,
): string {
  if (jobs.length + repeats.length === 0) return "No jobs.";
  return [...repeats.map(renderRepeatLine), ...jobs.map((job) => renderJobLine(job, paint))].join("\n");
}

/** `agent jobs show` for people: the job, what it carries, what came of it. */
export function renderJobDetail(job: JobDetail | RepeatView, paint: Paint): string {
  if (!("state" in job)) return renderRepeatLine(job);
  return [
    renderJobLine(job, paint),
    `added ${job.createdAt}${job.startedAt ? `, last try ${job.startedAt}` : ""}${job.finishedAt ? `, over ${job.finishedAt}` : ""}`,
    ...(job.parent ? [`job ${job.parent} waits for it`] : []),
    `data ${clean(JSON.stringify(job.data))}`,
    ...(job.state === "done" ? [`result ${clean(JSON.stringify(job.result))}`] : []),
    ...job.children.map((child) => `  after ${renderJobLine(child, paint)}`),
  ].join("\n");
}

const shown = ["waiting", "delayed", "blocked", "running", "done", "dead", "cancelled"] as const;

/** `agent jobs stats` for people. */
export function renderJobStats({ plugins, total, repeats, paused }: JobStats): string {
  const count = (jobs: JobStats["total"]) => shown.map((state) => `${state} ${jobs[state]}`).join(", ");
  return [
    `all${paused ? " (paused)" : ""}: ${count(total)}, repeating ${repeats}`,
    ...plugins.map(({ plugin, paused: alone, jobs }) => `  ${plugin}${alone ? " (paused)" : ""}: ${count(jobs)}`),
  ].join("\n");
}
