import { ForgeError } from "@plugsmith/schemas";
import type { Clock } from "../clock.ts";
import { countStates, type JobStats } from "./count-states.ts";
import { findNextOccurrence } from "./find-next-occurrence.ts";
import { createGroupWriter } from "./group-writer.ts";
import { createJobDispatcher, everyPlugin } from "./job-dispatcher.ts";
import { type JobDraft, listJobs, type RepeatDraft } from "./job-draft.ts";
import { createJobFlow } from "./job-flow.ts";
import type { JobRow } from "./job-row.ts";
import { createJobRunner, type DeliverJob } from "./job-runner.ts";
import type { JobState } from "./job-state.ts";
import type { JobFilter, JobStore } from "./job-store.ts";
import { parseJobRequest } from "./parse-job-request.ts";
import {
  type JobDetail,
  type JobView,
  type RepeatView,
  renderDelivery,
  renderJob,
  renderJobDetail,
  renderRepeat,
} from "./render-job.ts";
import type { RepeatRow, RepeatStore } from "./repeat-store.ts";

export interface JobQueuePorts {
  readonly clock: Clock;
  readonly jobs: JobStore;
  readonly repeats: RepeatStore;
  readonly deliver: DeliverJob;
  /** 0 to 1, for the jitter. */
  chance(): number;
  /** Jobs of a plugin at once. */
  concurrency(plugin: string): number;
  /** Whether a plugin takes jobs now. */
  ready(plugin: string): boolean;
  /** Throws a ForgeError when this bench can never give a job of this name to this plugin. */
  check?(plugin: string, name: string): void;
  /** A try ended; `state`: what the job became. */
  onTry?(row: JobRow, state: JobState, ms: number): void;
  log(message: string): void;
  /** Unfinished jobs in all; 100,000 when absent. */
  readonly most?: number;
}

export type AddedJob =
  | { readonly duplicate: boolean; readonly job: JobView }
  | { readonly duplicate: boolean; readonly repeat: RepeatView };

/** The bench's durable queue of jobs. What resolves is on disk. */
export interface JobQueue {
  /** @throws ForgeError `job_invalid`, `job_key_taken`, `job_queue_full`. */
  add(request: unknown): Promise<AddedJob>;
  list(filter: JobFilter): { readonly jobs: JobView[]; readonly repeats: RepeatView[] };
  /** @throws ForgeError `job_unknown`. */
  show(id: string): JobDetail | RepeatView;
  /** @throws ForgeError `job_unknown`, `job_conflict`. */
  retry(id: string): Promise<JobView>;
  /** Also ends a repeating job. @throws ForgeError `job_unknown`, `job_conflict`. */
  cancel(id: string): Promise<JobView | RepeatView>;
  /** Of one plugin, or of all. Jobs that run go on. */
  pause(plugin?: string): Promise<void>;
  resume(plugin?: string): Promise<void>;
  stats(): JobStats;
  /** Something changed outside: look whether jobs can go. */
  poke(): void;
  /** Takes nothing more, gives running jobs `graceMs` to end, and gives the rest back to the queue. */
  close(graceMs: number): Promise<void>;
}

const defaultMost = 100_000;
/** Finished jobs are forgotten at every so many added ones. */
const pruneEvery = 1_000;
const keepFinished = 20_000;
/** For the last outcomes at shutdown; what is not written by then runs once more after the next start. */
const lastWriteMs = 500;

const unknown = (id: string) =>
  new ForgeError("job_unknown", {
    message: `The queue has no job ${JSON.stringify(id.slice(0, 40))}.`,
    hint: "`plugsmith agent jobs list` shows them. Finished jobs are forgotten after a week, dead ones after a month.",
  });

const sameJob = (row: JobRow, draft: JobDraft) => row.name === draft.name && row.data === draft.data;
const keyTaken = ({ plugin, key }: JobDraft, by: string) =>
  new ForgeError("job_key_taken", {
    message: `${plugin} has another job (${by}) with the key ${JSON.stringify(key)}.`,
    hint: "A key stands for one piece of work: use a new one for another name, other data or another pattern.",
  });

/** Opens the queue over its rows: what ran when the agent was killed goes back to waiting, and what can go goes. */
export function createJobQueue(ports: JobQueuePorts): JobQueue {
  const { clock, jobs, repeats } = ports;
  const runner = createJobRunner(ports);
  const flow = createJobFlow(jobs, (plugin) => dispatcher.wake(plugin), ports.most ?? defaultMost);
  const dispatcher = createJobDispatcher({ ...ports, flow, runningOf: runner.runningOf });
  let closing = false;
  let added = 0;
  let cancelTimer = () => {};
  /** The database is closed. */
  let lastStats: JobStats | undefined;
  const ends = new Set<Promise<void>>();

  const writer = createGroupWriter({
    transact: jobs.transact,
    after: clock.after,
    log: ports.log,
    each() {
      const taken = closing ? [] : dispatcher.take();
      const deliveries = taken.map((row) => ({ row, job: renderDelivery(row, jobs.childrenOf(row.id)) }));
      return () => {
        for (const { row, job } of deliveries) start(row, () => runner.run(row, job));
        arm();
      };
    },
    undone() {
      flow.recount();
      dispatcher.rescan();
    },
  });

  function arm(): void {
    cancelTimer();
    const ms = closing ? undefined : dispatcher.pause();
    cancelTimer = ms === undefined ? () => {} : clock.after(ms, writer.poke);
  }

  function start(row: JobRow, run: () => ReturnType<typeof runner.run>): void {
    const end = run().then(async ({ event, result, ms }) => {
      const now = clock.now();
      // Our own end is nobody's failure.
      const moved = closing && event.type === "failed" && event.failure.code === "call_cancelled";
      const judged = moved ? ({ type: "returned", due: now } as const) : event;
      const state = await writer.write(() => {
        const current = find(String(row.id));
        flow.move(current, judged, now, result);
        dispatcher.wake(row.plugin);
        return jobs.find(row.id)?.state;
      }, true);
      if (state) ports.onTry?.(row, state, ms);
    });
    const settled = end.catch((error: Error) => ports.log(`job ${row.id}: ${error.message}`));
    ends.add(settled);
    void settled.then(() => ends.delete(settled));
  }

  async function waitForEnds(ms: number): Promise<void> {
    const late = Promise.withResolvers<void>();
    const cancel = clock.after(ms, late.resolve);
    await Promise.race([Promise.all(ends), late.promise]);
    cancel();
  }

  const stats = () => lastStats ?? countStates(jobs.count(), jobs.paused(), repeats.list().length);

  function demandOpen(): void {
    if (lastStats) throw new ForgeError("not_now", { message: "The agent is shutting down." });
  }

  function find(id: string): JobRow {
    demandOpen();
    const row = /^[0-9]{1,15}$/.test(id) ? jobs.find(Number(id)) : undefined;
    if (row) return row;
    throw unknown(id);
  }

  function findRepeat(id: string): RepeatRow | undefined {
    demandOpen();
    if (!/^r[0-9]{1,15}$/.test(id)) return undefined;
    const row = repeats.find(Number(id.slice(1)));
    if (row) return row;
    throw unknown(id);
  }

  function addJob(draft: JobDraft): AddedJob {
    const known = draft.key === null ? undefined : jobs.findByKey(draft.plugin, draft.key);
    if (known && !sameJob(known, draft)) throw keyTaken(draft, String(known.id));
    const now = clock.now();
    if (!known && added++ % pruneEvery === 0) jobs.prune(now, keepFinished);
    return { duplicate: known !== undefined, job: renderJob(known ?? flow.add(draft, now)) };
  }

  function addRepeat(draft: RepeatDraft): AddedJob {
    const { job, cron, timezone } = draft;
    const known = job.key === null ? undefined : repeats.findByKey(job.plugin, job.key);
    if (known && JSON.stringify([known.cron, known.timezone, known.job]) !== JSON.stringify([cron, timezone, job]))
      throw keyTaken(job, `r${known.id}`);
    if (known) return { duplicate: true, repeat: renderRepeat(known) };
    const now = clock.now();
    const next = findNextOccurrence(cron, timezone ?? undefined, now) ?? now;
    const id = repeats.insert(draft, next, now);
    return { duplicate: false, repeat: renderRepeat({ ...draft, id, next, last: null, created: now }) };
  }

  jobs.transact(() => {
    const now = clock.now();
    for (const state of ["running", "cancelling"] as const)
      for (const row of jobs.listState(state)) flow.move(row, { type: "interrupted", now }, now);
    dispatcher.rescan();
  }, false);
  writer.poke();

  return {
    async add(request) {
      const { job, repeat } = parseJobRequest(request, clock.now());
      for (const { plugin, name } of listJobs(job)) ports.check?.(plugin, name);
      return writer.write(() => (repeat ? addRepeat(repeat) : addJob(job)));
    },
    list(filter) {
      demandOpen();
      const ofPlugin = ({ job }: RepeatRow) => filter.plugin === undefined || job.plugin === filter.plugin;
      return { jobs: jobs.list(filter).map(renderJob), repeats: repeats.list().filter(ofPlugin).map(renderRepeat) };
    },
    show(id) {
      const repeat = findRepeat(id);
      if (repeat) return renderRepeat(repeat);
      const row = find(id);
      return renderJobDetail(row, jobs.childrenOf(row.id));
    },
    retry: (id) =>
      writer.write(() => {
        const row = find(id);
        flow.retry(row, clock.now());
        return renderJob(find(id));
      }),
    async cancel(id) {
      const { view, running } = await writer.write(() => {
        const repeat = findRepeat(id);
        if (repeat) {
          repeats.remove(repeat.id);
          return { view: renderRepeat(repeat), running: [] };
        }
        const rows = flow.cancel(find(id), clock.now());
        return { view: renderJob(find(id)), running: rows };
      });
      for (const row of running) runner.abort(row.id);
      return view;
    },
    pause: (plugin = everyPlugin) => writer.write(() => jobs.pause(plugin)),
    resume: (plugin = everyPlugin) => writer.write(() => jobs.resume(plugin)),
    stats,
    poke: writer.poke,
    async close(graceMs) {
      closing = true;
      cancelTimer();
      await waitForEnds(graceMs);
      for (const id of runner.list()) runner.abort(id);
      await waitForEnds(lastWriteMs);
      writer.close();
      lastStats = stats();
      jobs.close();
    },
  };
}
