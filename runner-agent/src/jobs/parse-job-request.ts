import { ForgeError, type Job, parseJob } from "@plugsmith/schemas";
import { findNextOccurrence } from "./find-next-occurrence.ts";
import { countJobs, type JobDraft, listJobs, type RepeatDraft } from "./job-draft.ts";

export const maxDataBytes = 64 * 1024;
const maxDepth = 5;
const maxFlow = 200;

const refuse = (message: string, hint?: string) =>
  new ForgeError("job_invalid", { message, ...(hint === undefined ? {} : { hint }) });

function measureDepth(value: unknown, depth = 1): number {
  const children = (value as { children?: unknown } | null)?.children;
  if (!Array.isArray(children) || depth > maxDepth) return depth;
  return Math.max(depth, ...children.slice(0, maxFlow).map((child) => measureDepth(child, depth + 1)));
}

function toDraft(job: Job): JobDraft {
  const data = JSON.stringify(job.data ?? {});
  if (Buffer.byteLength(data) > maxDataBytes)
    throw refuse(`The data of ${job.plugin} ${job.name} is larger than ${maxDataBytes} bytes.`, "Put it in a file.");
  return {
    plugin: job.plugin,
    name: job.name,
    data,
    key: job.key ?? null,
    priority: job.priority ?? 0,
    delayMs: job.delayMs ?? 0,
    maxAttempts: job.attempts ?? 3,
    backoff: { firstMs: job.backoff?.firstMs ?? 1_000, maxMs: job.backoff?.maxMs ?? 300_000 },
    timeoutMs: job.timeoutMs ?? 60_000,
    children: (job.children ?? []).map((child) => {
      if (child.cron !== undefined || child.timezone !== undefined)
        throw refuse("A child cannot repeat by itself.", "Put cron on the outermost job: each time is a whole flow.");
      return toDraft(child);
    }),
  };
}

export type JobRequest = { readonly job: JobDraft; readonly repeat?: RepeatDraft };

/** What somebody asks the queue to do, checked: shape, sizes, cron. `now`: ms since 1970. @throws ForgeError `job_invalid`. */
export function parseJobRequest(value: unknown, now: number): JobRequest {
  // Before the schema, whose validator calls itself for each level.
  if (measureDepth(value) > maxDepth) throw refuse(`A flow has at most ${maxDepth} levels.`);
  const parsed = parseJob(value);
  if (!parsed.ok) {
    const [first] = parsed.issues;
    throw refuse(`${first?.path || "job"}: ${first?.message}.`, "schemas/definitions/job.schema.json describes a job.");
  }
  const job = toDraft(parsed.value);
  if (countJobs(job) > maxFlow) throw refuse(`A flow has at most ${maxFlow} jobs.`);
  const keys = listJobs(job).flatMap(({ plugin, key }) => (key === null ? [] : [`${plugin} ${key}`]));
  if (new Set(keys).size < keys.length) throw refuse("Two jobs of the flow have the same key.");
  const { cron, timezone } = parsed.value;
  if (cron === undefined) {
    if (timezone !== undefined) throw refuse("timezone means nothing without cron.");
    return { job };
  }
  if (findNextOccurrence(cron, timezone, now) === null) throw refuse(`cron ${JSON.stringify(cron)} is never due.`);
  return { job, repeat: { cron, timezone: timezone ?? null, job } };
}
