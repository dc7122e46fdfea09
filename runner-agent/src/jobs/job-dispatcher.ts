import type { Clock } from "../clock.ts";
import { findNextOccurrence } from "./find-next-occurrence.ts";
import type { JobDraft } from "./job-draft.ts";
import type { JobFlow } from "./job-flow.ts";
import type { JobRow } from "./job-row.ts";
import { isOver } from "./job-state.ts";
import type { JobStore } from "./job-store.ts";
import type { RepeatRow, RepeatStore } from "./repeat-store.ts";

export interface DispatcherPorts {
  readonly clock: Clock;
  readonly jobs: JobStore;
  readonly repeats: RepeatStore;
  readonly flow: JobFlow;
  /** Jobs of a plugin that run, and how many may. */
  runningOf(plugin: string): number;
  concurrency(plugin: string): number;
  ready(plugin: string): boolean;
  log(message: string): void;
}

export interface JobDispatcher {
  /** A job of this plugin may be there to take. */
  wake(plugin: string): void;
  /** Looks at the rows which plugins have jobs to take. */
  rescan(): void;
  /** Inside a transaction: what is due becomes waiting, and what can go is taken. */
  take(): JobRow[];
  /** Milliseconds until something is due; undefined when nothing will be by itself. */
  pause(): number | undefined;
}

/** Name of a pause that holds for every plugin. */
export const everyPlugin = "*";
/** How often plugins that are not ready are asked again. */
const absentMs = 1_000;
/** Clocks are set; nothing sleeps longer than this. */
const longestMs = 60_000;

const stampKeys = (draft: JobDraft, stamp: string): JobDraft => ({
  ...draft,
  key: draft.key === null ? null : `${draft.key}@${stamp}`,
  children: draft.children.map((child) => stampKeys(child, stamp)),
});

/** Decides which jobs go now: priority, then age, within each plugin's concurrency; nothing of a paused or absent plugin. */
export function createJobDispatcher(ports: DispatcherPorts): JobDispatcher {
  const { clock, jobs, repeats, flow } = ports;
  /** Plugins that may have waiting jobs. */
  const lanes = new Set<string>();

  function startRepeat(repeat: RepeatRow, now: number): void {
    const { id, cron, timezone, job, next, last } = repeat;
    const previous = last === null ? undefined : jobs.find(last);
    let made = last;
    // Occurrences that were missed are one: the bench was off, and the plugin wants the state of today.
    if (previous === undefined || isOver(previous.state)) {
      try {
        made = flow.add(stampKeys(job, new Date(next).toISOString()), now).id;
      } catch (error) {
        ports.log(`repeating job r${id} was left out: ${(error as Error).message}`);
      }
    }
    const following = findNextOccurrence(cron, timezone ?? undefined, now);
    if (following === null) repeats.remove(id);
    else repeats.update(id, following, made);
  }

  return {
    wake: (plugin) => void lanes.add(plugin),
    rescan() {
      for (const { plugin, state } of jobs.count()) if (state === "waiting") lanes.add(plugin);
    },
    take() {
      const now = clock.now();
      for (const repeat of repeats.listDue(now)) startRepeat(repeat, now);
      for (const row of jobs.listDue(now)) flow.move(row, { type: "due" }, now);
      if (lanes.size === 0) return [];
      const paused = new Set(jobs.paused());
      if (paused.has(everyPlugin)) return [];
      const taken: JobRow[] = [];
      for (const plugin of lanes) {
        const free = ports.concurrency(plugin) - ports.runningOf(plugin);
        if (free <= 0 || paused.has(plugin) || !ports.ready(plugin)) continue;
        const rows = jobs.listWaiting(plugin, free);
        if (rows.length < free) lanes.delete(plugin);
        for (const row of rows) {
          flow.move(row, { type: "taken" }, now);
          taken.push(jobs.find(row.id) ?? row);
        }
      }
      return taken;
    },
    pause() {
      const now = clock.now();
      const times = [jobs.nextDue(), repeats.nextDue()].filter((time) => time !== null);
      const due = times.length > 0 ? Math.min(longestMs, Math.max(0, Math.min(...times) - now)) : undefined;
      const absent = [...lanes].some((plugin) => ports.runningOf(plugin) === 0) ? absentMs : undefined;
      return due === undefined || absent === undefined ? (due ?? absent) : Math.min(due, absent);
    },
  };
}
