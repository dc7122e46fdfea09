/** Runs `work` when fewer than the allowed number run; in the order of asking. */
export type LoadGate = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Lets so many loads run at once. Each has a deadline of its own: fifty that share two processors from the first moment would
 * all miss it.
 */
export function createLoadGate(atOnce: number): LoadGate {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      // The place goes to whoever waits for longest, or is free.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
