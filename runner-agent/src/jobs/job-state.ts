import type { ErrorCode } from "@plugsmith/schemas";

/**
 * `blocked`: waits for its children. `delayed`: not before `due`. `cancelling`: cancelled while it ran, its plugin was told.
 * `dead`: a dead letter; only a person's retry moves it.
 */
export const jobStates = [
  "blocked",
  "delayed",
  "waiting",
  "running",
  "cancelling",
  "done",
  "dead",
  "cancelled",
] as const;
export type JobState = (typeof jobStates)[number];

export interface JobFailure {
  readonly code: ErrorCode;
  readonly message: string;
}

/** What changes about a job over its life. */
export interface JobStanding {
  readonly state: JobState;
  /** Tries that began and count, the running one included. */
  readonly attempts: number;
  /** Tries that ended because the agent was killed. */
  readonly interruptions: number;
  /** Not before; ms since 1970. */
  readonly due: number;
  /** Of the last try. */
  readonly failure: JobFailure | null;
}

export type JobEvent =
  | { readonly type: "due" }
  /** Its last child is done. */
  | { readonly type: "released"; readonly now: number }
  | { readonly type: "child_failed"; readonly failure: JobFailure }
  | { readonly type: "taken" }
  | { readonly type: "succeeded"; readonly failure: JobFailure | null }
  /** `final`: trying again cannot help. */
  | { readonly type: "failed"; readonly failure: JobFailure; readonly final: boolean; readonly retryAt: number }
  /** The try did not count: its plugin was not there, or the agent shuts down. */
  | { readonly type: "returned"; readonly due: number }
  /** The agent was killed while it ran. */
  | { readonly type: "interrupted"; readonly now: number }
  | { readonly type: "cancel" }
  /** By a person: from the start, at once, or when its children are done. */
  | { readonly type: "retry"; readonly now: number; readonly blocked: boolean };

/** A job that was running at this many kills of the agent is taken for their cause. */
export const maxInterruptions = 25;

const open: readonly JobState[] = ["blocked", "delayed", "waiting"];

/** Whether nothing happens to a job any more by itself. */
export const isOver = (state: JobState): boolean => state === "done" || state === "dead" || state === "cancelled";

/** Whether a flow can not go on past a job. */
export const hasFailed = (state: JobState): boolean => state === "dead" || state === "cancelled";

/** The job after an event; undefined when this cannot happen to it in its state. `attempts`: how many it has in all. */
export function decideJob(job: JobStanding, event: JobEvent, attempts: number): JobStanding | undefined {
  const { state } = job;
  const running = state === "running";
  if (event.type === "cancel") {
    if (running) return { ...job, state: "cancelling" };
    return open.includes(state) ? { ...job, state: "cancelled" } : undefined;
  }
  if (event.type === "retry") {
    if (!hasFailed(state) && state !== "delayed") return undefined;
    const next = event.blocked ? "blocked" : "waiting";
    return { ...job, state: next, attempts: 0, interruptions: 0, due: event.now, failure: null };
  }
  if (state === "blocked") {
    if (event.type === "released") return { ...job, state: job.due > event.now ? "delayed" : "waiting" };
    if (event.type === "child_failed") return { ...job, state: "dead", failure: event.failure };
    return undefined;
  }
  if (state === "delayed") return event.type === "due" ? { ...job, state: "waiting" } : undefined;
  if (state === "waiting")
    return event.type === "taken" ? { ...job, state: "running", attempts: job.attempts + 1 } : undefined;
  if (!running && state !== "cancelling") return undefined;
  switch (event.type) {
    case "succeeded":
      return { ...job, state: "done", failure: event.failure };
    case "failed":
      if (!running) return { ...job, state: "cancelled", failure: event.failure };
      if (event.final || job.attempts >= attempts) return { ...job, state: "dead", failure: event.failure };
      return { ...job, state: "delayed", due: event.retryAt, failure: event.failure };
    case "returned":
      if (!running) return { ...job, state: "cancelled" };
      return { ...job, state: "delayed", attempts: job.attempts - 1, due: event.due };
    case "interrupted": {
      if (!running) return { ...job, state: "cancelled" };
      const interruptions = job.interruptions + 1;
      if (interruptions < maxInterruptions)
        return { ...job, state: "waiting", attempts: job.attempts - 1, interruptions, due: event.now };
      const message = `The agent was killed ${interruptions} times while this job ran.`;
      return { ...job, state: "dead", interruptions, failure: { code: "job_interrupted", message } };
    }
    default:
      return undefined;
  }
}
