import type { Clock } from "./clock.ts";

/** The machine's own clock. Timers do not keep the process alive: the control socket does. */
export function readClock(): Clock {
  return {
    now: () => Date.now(),
    after(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  };
}
