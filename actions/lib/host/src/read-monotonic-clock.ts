/** Milliseconds on a clock that nobody sets; for durations alone. */
export const readMonotonicClock = (): number => performance.now();
