import { everyPlugin } from "./job-dispatcher.ts";
import { type JobState, jobStates } from "./job-state.ts";
import type { JobCount } from "./job-store.ts";

export interface JobStats {
  readonly plugins: readonly {
    readonly plugin: string;
    readonly paused: boolean;
    readonly jobs: Readonly<Record<JobState, number>>;
  }[];
  readonly total: Readonly<Record<JobState, number>>;
  /** Repeating jobs. */
  readonly repeats: number;
  /** Every plugin is paused. */
  readonly paused: boolean;
}

/** How many jobs stand where, in all and by plugin; finished ones as long as they are remembered. */
export function countStates(counts: readonly JobCount[], paused: readonly string[], repeats: number): JobStats {
  const sum = (of: readonly JobCount[]) =>
    Object.fromEntries(
      jobStates.map((state) => [state, of.reduce((all, one) => all + (one.state === state ? one.count : 0), 0)]),
    ) as Record<JobState, number>;
  const names = new Set([...counts.map(({ plugin }) => plugin), ...paused.filter((plugin) => plugin !== everyPlugin)]);
  return {
    plugins: [...names].sort().map((plugin) => ({
      plugin,
      paused: paused.includes(plugin),
      jobs: sum(counts.filter((one) => one.plugin === plugin)),
    })),
    total: sum(counts),
    repeats,
    paused: paused.includes(everyPlugin),
  };
}
