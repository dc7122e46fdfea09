import { ForgeError } from "@plugsmith/schemas";

interface Lane<T> {
  target: T | undefined;
  running: number;
  readonly waiting: Array<() => void>;
}

export interface CallRouter<T> {
  /** Runs `work` on the process that serves this caller, after the caller's earlier calls were sent. */
  call<R>(caller: string, work: (target: T) => Promise<R>): Promise<R>;
  /** New calls go to `target`; calls in flight finish where they are. Undefined: new and waiting calls are refused. */
  switchTo(target: T | undefined): void;
  /** Resolves when no call runs on `target` any more. */
  whenIdle(target: T): Promise<void>;
  /** Calls that run or wait. */
  size(): number;
}

export interface RouterLimits {
  /** Calls at once on one process; below the 64 that the wire allows each way. */
  readonly running: number;
  readonly waiting: number;
}

/**
 * Keeps each caller's order over a swap: while calls of a caller still run on the old process, its later ones wait,
 * so none overtakes. Callers do not wait for each other. No call is sent twice: one that dies with its process is
 * rejected, because the plugin may have done half of it.
 */
export function createCallRouter<T>(limits: RouterLimits = { running: 32, waiting: 1000 }): CallRouter<T> {
  const lanes = new Map<string, Lane<T>>();
  const running = new Map<T, number>();
  const idle = new Map<T, Array<() => void>>();
  let active: T | undefined;
  let waiting = 0;

  const refusal = () =>
    new ForgeError("plugin_not_ready", { hint: "`plugsmith agent status` shows the plugin's state and why." });

  function pump(): void {
    for (const [caller, lane] of lanes) {
      while (lane.waiting.length > 0 && (lane.running === 0 || lane.target === active)) {
        if (active !== undefined && (running.get(active) ?? 0) >= limits.running) return;
        waiting -= 1;
        lane.waiting.shift()?.();
      }
      if (lane.running === 0 && lane.waiting.length === 0) lanes.delete(caller);
    }
  }

  function finish(lane: Lane<T>, target: T): void {
    lane.running -= 1;
    const left = (running.get(target) ?? 1) - 1;
    if (left > 0) running.set(target, left);
    else {
      running.delete(target);
      for (const resolve of idle.get(target) ?? []) resolve();
      idle.delete(target);
    }
    pump();
  }

  return {
    call<R>(caller: string, work: (target: T) => Promise<R>): Promise<R> {
      if (active === undefined) return Promise.reject(refusal());
      if (waiting >= limits.waiting) return Promise.reject(new ForgeError("call_limit"));
      const lane: Lane<T> = lanes.get(caller) ?? { target: undefined, running: 0, waiting: [] };
      lanes.set(caller, lane);
      return new Promise<R>((resolve, reject) => {
        waiting += 1;
        lane.waiting.push(() => {
          const target = active;
          if (target === undefined) return reject(refusal());
          lane.target = target;
          lane.running += 1;
          running.set(target, (running.get(target) ?? 0) + 1);
          work(target)
            .then(resolve, reject)
            .finally(() => finish(lane, target));
        });
        pump();
      });
    },
    switchTo(target) {
      active = target;
      pump();
    },
    whenIdle(target) {
      if (!running.has(target)) return Promise.resolve();
      return new Promise((resolve) => idle.set(target, [...(idle.get(target) ?? []), resolve]));
    },
    size: () => [...running.values()].reduce((sum, count) => sum + count, 0) + waiting,
  };
}
