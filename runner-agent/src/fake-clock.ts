import type { Clock } from "./clock.ts";

export interface FakeClock extends Clock {
  /** Moves time on and runs what came due, in order, letting promises settle after each. */
  advance(ms: number): Promise<void>;
  /** Timers that are armed now. */
  pending(): number;
}

/** A clock that only moves when told to. */
export function createFakeClock(start = Date.UTC(2026, 0, 1)): FakeClock {
  let now = start;
  let nextId = 0;
  const timers = new Map<number, { at: number; run: () => void }>();
  const settle = async () => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  return {
    now: () => now,
    after(ms, run) {
      const id = nextId++;
      timers.set(id, { at: now + ms, run });
      return () => timers.delete(id);
    },
    async advance(ms) {
      const end = now + ms;
      await settle();
      for (;;) {
        const due = [...timers].filter(([, timer]) => timer.at <= end).sort((a, b) => a[1].at - b[1].at || a[0] - b[0]);
        const first = due[0];
        if (first === undefined) break;
        timers.delete(first[0]);
        now = first[1].at;
        first[1].run();
        await settle();
      }
      now = end;
      await settle();
    },
    pending: () => timers.size,
  };
}
