import type { PluginProcess, PluginStart, StartPluginProcess } from "./plugin-process.ts";

/** A started, confined process that waits for its plugin. It serves one plugin in its life. */
export interface Spare {
  readonly exited: Promise<void>;
  /** Makes it this plugin's process. A throw means that it cannot be; the spare is of no use then. */
  adopt(start: PluginStart): PluginProcess;
  stop(): Promise<void>;
}

export interface SparePorts {
  /** Starts a spare with this memory limit. */
  launch(memoryMiB: number): Promise<Spare>;
  /** How a plugin starts when no spare fits. */
  readonly startCold: StartPluginProcess;
  /** Runs `run` once after `ms`; the answer cancels it. */
  after(ms: number, run: () => void): () => void;
  /** Spares that wait for each memory limit; 0 turns the pool off. */
  readonly perLimit: number;
}

export interface SparePool {
  readonly start: StartPluginProcess;
  /** Has spares ready for plugins with this memory limit. */
  prepare(memoryMiB: number): void;
  /** Spares that are ready now. */
  ready(): number;
  /** Stops every waiting spare; later starts are cold. */
  close(): Promise<void>;
}

/** Memory limits spares are kept for: the last used. Each idle spare costs about 9 MB of private memory. */
const mostLimits = 2;
/** A spare started at once would take the processor from the plugin that just took the last one. */
const refillMs = 100;
/** After a spare died while it waited, or did not start. */
const pauseMs = 10_000;

const fits = ({ runtime = "node", limits = {}, confinement }: PluginStart) => {
  const { maxMessageBytes: _bytes, maxInFlight: _open, ...own } = limits;
  return runtime === "node" && confinement.level === "os" && Object.keys(own).length === 0;
};

/**
 * Keeps confined processes ready so that a plugin need not wait for one. A memory limit is fixed when a process starts, so
 * spares are kept by limit; a plugin with limits of its own, another runtime or no boundary starts cold.
 */
export function createSparePool(ports: SparePorts): SparePool {
  const waiting = new Map<number, Spare[]>();
  const launching = new Map<number, number>();
  const starting = new Set<Promise<void>>();
  const timers = new Set<() => void>();
  let closed = false;

  const take = (memoryMiB: number) => waiting.get(memoryMiB)?.shift();

  function later(memoryMiB: number, ms: number): void {
    const cancel = ports.after(ms, () => {
      timers.delete(cancel);
      refill(memoryMiB);
    });
    timers.add(cancel);
  }

  async function launch(memoryMiB: number): Promise<void> {
    launching.set(memoryMiB, (launching.get(memoryMiB) ?? 0) + 1);
    try {
      const spare = await ports.launch(memoryMiB);
      const own = waiting.get(memoryMiB);
      if (closed || !own) return await spare.stop();
      own.push(spare);
      void spare.exited.then(() => {
        const place = waiting.get(memoryMiB)?.indexOf(spare) ?? -1;
        if (place < 0) return;
        waiting.get(memoryMiB)?.splice(place, 1);
        if (!closed) later(memoryMiB, pauseMs);
      });
    } catch {
      // A plugin that needs one starts cold and meets the same cause with its own words.
      if (!closed) later(memoryMiB, pauseMs);
    } finally {
      launching.set(memoryMiB, (launching.get(memoryMiB) ?? 1) - 1);
    }
  }

  function refill(memoryMiB: number): void {
    const own = waiting.get(memoryMiB);
    if (closed || !own) return;
    for (let missing = ports.perLimit - own.length - (launching.get(memoryMiB) ?? 0); missing > 0; missing--) {
      const work: Promise<void> = launch(memoryMiB).finally(() => starting.delete(work));
      starting.add(work);
    }
  }

  /** Marks the limit as the last used one and lets go of the one that was not used for longest. */
  function touch(memoryMiB: number): void {
    const own = waiting.get(memoryMiB) ?? [];
    waiting.delete(memoryMiB);
    waiting.set(memoryMiB, own);
    for (const [oldest, spares] of waiting) {
      if (waiting.size <= mostLimits) return;
      waiting.delete(oldest);
      for (const spare of spares) void spare.stop();
    }
  }

  return {
    async start(start) {
      const { memory } = start.permissions;
      if (closed || ports.perLimit <= 0 || !fits(start)) return ports.startCold(start);
      touch(memory);
      later(memory, refillMs);
      const spare = take(memory);
      if (!spare) return ports.startCold(start);
      try {
        return spare.adopt(start);
      } catch {
        void spare.stop();
        return ports.startCold(start);
      }
    },
    prepare(memoryMiB) {
      if (closed || ports.perLimit <= 0) return;
      touch(memoryMiB);
      refill(memoryMiB);
    },
    ready: () => [...waiting.values()].reduce((sum, spares) => sum + spares.length, 0),
    async close() {
      closed = true;
      for (const cancel of timers) cancel();
      const spares = [...waiting.values()].flat();
      waiting.clear();
      await Promise.all([...starting, ...spares.map((spare) => spare.stop())]);
    },
  };
}
