import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decideJob,
  hasFailed,
  isOver,
  type JobEvent,
  type JobStanding,
  type JobState,
  jobStates,
  maxInterruptions,
} from "./job-state.ts";

const failure = { code: "call_failed", message: "no" } as const;
const events = {
  due: { type: "due" },
  released: { type: "released", now: 100 },
  child_failed: { type: "child_failed", failure },
  taken: { type: "taken" },
  succeeded: { type: "succeeded", failure: null },
  failed: { type: "failed", failure, final: false, retryAt: 500 },
  failed_for_good: { type: "failed", failure, final: true, retryAt: 500 },
  returned: { type: "returned", due: 300 },
  interrupted: { type: "interrupted", now: 200 },
  cancel: { type: "cancel" },
  retry: { type: "retry", now: 400, blocked: false },
  retry_flow: { type: "retry", now: 400, blocked: true },
} as const satisfies Record<string, JobEvent>;
type EventName = keyof typeof events;

/** Every (state, event) that does something; all others must answer undefined. */
const table: Record<JobState, Partial<Record<EventName, JobState>>> = {
  blocked: { released: "waiting", child_failed: "dead", cancel: "cancelled" },
  delayed: { due: "waiting", cancel: "cancelled", retry: "waiting", retry_flow: "blocked" },
  waiting: { taken: "running", cancel: "cancelled" },
  running: {
    succeeded: "done",
    failed: "delayed",
    failed_for_good: "dead",
    returned: "delayed",
    interrupted: "waiting",
    cancel: "cancelling",
  },
  cancelling: {
    succeeded: "done",
    failed: "cancelled",
    failed_for_good: "cancelled",
    returned: "cancelled",
    interrupted: "cancelled",
  },
  done: {},
  dead: { retry: "waiting", retry_flow: "blocked" },
  cancelled: { retry: "waiting", retry_flow: "blocked" },
};

const standing = (state: JobState, change: Partial<JobStanding> = {}): JobStanding => ({
  state,
  attempts: 1,
  interruptions: 0,
  due: 50,
  failure: null,
  ...change,
});

describe("decideJob", () => {
  it.each(
    jobStates.flatMap((state) =>
      (Object.keys(events) as EventName[]).map((name) => [state, name, table[state][name] ?? "refused"] as const),
    ),
  )("%s + %s = %s", (state, name, expected) => {
    expect(decideJob(standing(state), events[name], 3)?.state ?? "refused").toBe(expected);
  });

  it("counts a try when it begins and gives it back when it did not count", () => {
    expect(decideJob(standing("waiting", { attempts: 1 }), events.taken, 3)?.attempts).toBe(2);
    expect(decideJob(standing("running", { attempts: 2 }), events.returned, 3)).toMatchObject({
      attempts: 1,
      due: 300,
    });
    expect(decideJob(standing("running", { attempts: 2 }), events.interrupted, 3)).toMatchObject({
      attempts: 1,
      interruptions: 1,
    });
  });

  it("makes a dead letter of the last try, with its failure", () => {
    expect(decideJob(standing("running", { attempts: 2 }), events.failed, 3)).toMatchObject({
      state: "delayed",
      due: 500,
      failure,
    });
    expect(decideJob(standing("running", { attempts: 3 }), events.failed, 3)).toMatchObject({ state: "dead", failure });
  });

  it("takes a job that was running at too many kills for their cause", () => {
    const job = standing("running", { interruptions: maxInterruptions - 1 });
    expect(decideJob(job, events.interrupted, 3)).toMatchObject({
      state: "dead",
      failure: { code: "job_interrupted" },
    });
  });

  it("keeps the delay of a job whose children are done early", () => {
    expect(decideJob(standing("blocked", { due: 101 }), events.released, 3)?.state).toBe("delayed");
    expect(decideJob(standing("blocked", { due: 100 }), events.released, 3)?.state).toBe("waiting");
  });

  it("starts from nothing when a person retries", () => {
    const dead = standing("dead", { attempts: 3, interruptions: 4, failure });
    expect(decideJob(dead, events.retry, 3)).toEqual(standing("waiting", { attempts: 0, due: 400 }));
  });

  it("never tries more often than allowed, and leaves an end only for a person", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...(Object.keys(events) as EventName[])), { maxLength: 200 }),
        fc.integer({ min: 1, max: 5 }),
        (names, attempts) => {
          let job = standing("waiting", { attempts: 0 });
          for (const name of names) {
            const next = decideJob(job, events[name], attempts);
            if (!next) continue;
            if (isOver(job.state)) expect(hasFailed(job.state) && name.startsWith("retry")).toBe(true);
            job = next;
            expect(job.attempts).toBeGreaterThanOrEqual(0);
            expect(job.attempts).toBeLessThanOrEqual(attempts);
            expect(job.interruptions).toBeLessThanOrEqual(maxInterruptions);
            if (job.state === "waiting" || job.state === "delayed") expect(job.attempts).toBeLessThan(attempts);
          }
        },
      ),
    );
  });
});
