const minuteMs = 60_000;

/** Counts writes so that no minute, whenever it begins, holds more than `limit` of them. */
export function createWriteWindow(limit: number) {
  const times: number[] = [];
  return {
    /** Takes the next place and answers how many milliseconds to wait for it. */
    take(now: number): number {
      const oldest = times.length < limit ? undefined : times.shift();
      const at = Math.max(now, oldest === undefined ? now : oldest + minuteMs);
      times.push(at);
      return at - now;
    },
  };
}
