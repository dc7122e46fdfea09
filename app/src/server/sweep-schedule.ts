import { readRetryAt } from "./delivery-queue.ts";

export interface ScheduleOptions {
  /** Looks at everything once; ends early when told to. */
  readonly sweep: (signal: AbortSignal) => Promise<void>;
  /** Milliseconds from the end of one sweep to the start of the next. */
  readonly everyMs: number;
  readonly now: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly onError: (error: unknown) => void;
}

/** Milliseconds to the next sweep: a tenth more or less, so that replicas drift apart; later when GitHub says so. */
export function decideNextSweep(everyMs: number, random: number, retryAt: number | null, now: number): number {
  return Math.max(everyMs * (0.9 + random / 5), retryAt === null ? 0 : retryAt - now + random * 1000);
}

/** Sweeps now and then again and again; one sweep never begins before the one before it has ended. */
export function startSweeps({ sweep, everyMs, now, random, onError }: ScheduleOptions): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let running = Promise.resolve();

  async function runOnce(): Promise<void> {
    let retryAt: number | null = null;
    try {
      await sweep(stopping.signal);
    } catch (error) {
      retryAt = readRetryAt(error);
      onError(error);
    }
    if (stopping.signal.aborted) return;
    timer = setTimeout(begin, decideNextSweep(everyMs, random(), retryAt, now()));
    timer.unref();
  }
  function begin(): void {
    running = runOnce();
  }
  begin();
  return {
    async stop() {
      stopping.abort();
      if (timer) clearTimeout(timer);
      await running;
    },
  };
}
