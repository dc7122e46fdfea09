import { createFakeClock } from "../fake-clock.ts";
import { openJobDatabase } from "../jobs/job-database-store.ts";
import { createJobQueue, type JobQueuePorts } from "../jobs/job-queue.ts";
import { openJobStore } from "../jobs/job-store.ts";
import type { JobDelivery } from "../jobs/render-job.ts";
import { openRepeatStore } from "../jobs/repeat-store.ts";

/** One job in the hands of the plugin, which the test answers. */
export interface OpenDelivery {
  readonly plugin: string;
  readonly job: JobDelivery;
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  answer(value?: unknown): Promise<void>;
  fail(error: Error): Promise<void>;
}

/** Lets everything run that can run without time passing. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 6; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** The real queue on a real database, a clock that only moves when told to, and plugins whose answers the test gives. */
export function openTestQueue(change: Partial<JobQueuePorts> = {}, file = ":memory:") {
  const clock = createFakeClock();
  const open: OpenDelivery[] = [];
  const logs: string[] = [];
  const ready = new Set(["acme-meter", "acme-relay"]);
  const database = openJobDatabase(file, (message) => logs.push(message));
  const jobs = openJobStore(database);
  const queue = createJobQueue({
    clock,
    jobs,
    repeats: openRepeatStore(database),
    deliver: (plugin, job, { signal, timeoutMs }) =>
      new Promise((resolve, reject) => {
        const end = (run: () => void) => {
          open.splice(open.indexOf(one), 1);
          run();
          return settle();
        };
        const one: OpenDelivery = {
          plugin,
          job,
          signal,
          timeoutMs,
          answer: (value) => end(() => resolve(value)),
          fail: (error) => end(() => reject(error)),
        };
        open.push(one);
      }),
    chance: () => 0,
    concurrency: () => 2,
    ready: (plugin) => ready.has(plugin),
    log: (message) => logs.push(message),
    ...change,
  });
  return {
    queue,
    clock,
    jobs,
    database,
    logs,
    ready,
    /** Deliveries that wait for an answer, oldest first. */
    open,
    names: () => open.map(({ job }) => job.name),
    async first(): Promise<OpenDelivery> {
      await settle();
      const [one] = open;
      if (!one) throw new Error("nothing was delivered");
      return one;
    },
    async add(request: Readonly<Record<string, unknown>>): Promise<string> {
      const added = await queue.add({ plugin: "acme-meter", name: "measure", ...request });
      return "job" in added ? added.job.id : added.repeat.id;
    },
    state: (id: string) => {
      const view = queue.show(id);
      return "state" in view ? view.state : "repeating";
    },
    async advance(ms: number): Promise<void> {
      await settle();
      await clock.advance(ms);
      await settle();
    },
  };
}
