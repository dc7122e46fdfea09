/** A place in a concurrency group. */
export interface ConcurrencyRequest {
  readonly group: string;
  readonly cancelInProgress: boolean;
  /** `max` keeps up to 100 waiting; otherwise a newer one takes the waiting place. */
  readonly queue: "single" | "max";
  /** Stops this holder when a newer one cancels it. */
  cancel(): void;
  readonly signal: AbortSignal;
}

export interface ConcurrencyGate {
  /** Waits for the group; the answer frees it, or is undefined when this request was cancelled while waiting. */
  enter(request: ConcurrencyRequest): Promise<(() => void) | undefined>;
}

interface Waiter {
  readonly request: ConcurrencyRequest;
  settle(entered: boolean): void;
}

const longestQueue = 100;

/** GitHub's concurrency groups: one runs, one waits (or up to 100 with `queue: max`), a newer one replaces the waiting one. */
export function createConcurrencyGate(): ConcurrencyGate {
  const running = new Map<string, ConcurrencyRequest>();
  const waiting = new Map<string, Waiter[]>();

  const leave = (request: ConcurrencyRequest) => {
    if (running.get(request.group) !== request) return;
    running.delete(request.group);
    const next = waiting.get(request.group)?.shift();
    if (!next) return;
    running.set(request.group, next.request);
    next.settle(true);
  };

  return {
    async enter(request) {
      if (request.signal.aborted) return undefined;
      const holder = running.get(request.group);
      if (!holder) {
        running.set(request.group, request);
        return () => leave(request);
      }
      const queue = waiting.get(request.group) ?? [];
      waiting.set(request.group, queue);
      const places = request.queue === "max" && !request.cancelInProgress ? longestQueue : 1;
      while (queue.length >= places) queue.shift()?.settle(false);
      const entered = await new Promise<boolean>((settle) => {
        const waiter = { request, settle };
        queue.push(waiter);
        // Only now: a holder that leaves at once must find somebody waiting.
        if (request.cancelInProgress) holder.cancel();
        request.signal.addEventListener("abort", () => {
          const at = queue.indexOf(waiter);
          if (at >= 0) queue.splice(at, 1);
          settle(false);
        });
      });
      return entered ? () => leave(request) : undefined;
    },
  };
}
