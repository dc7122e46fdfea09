/** Bounds how many pieces of work run at once; the rest waits in order. */
export interface Slots {
  use<T>(work: () => Promise<T>): Promise<T>;
}

/** `count` is the number of pieces that may run at once. */
export function createSlots(count: number): Slots {
  let free = count;
  const waiting: Array<() => void> = [];
  return {
    async use(work) {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next) next();
        else free += 1;
      }
    },
  };
}
