import type { Delivery } from "./parse-delivery.ts";

export interface DeliveryQueue {
  /** `queued`, `duplicate` (seen before), or `full`. Never waits. */
  push(delivery: Delivery): "queued" | "duplicate" | "full";
  readonly size: number;
  /** Resolves when nothing is being worked on. */
  drain(): Promise<void>;
}

const maxWaiting = 5000;
const maxRemembered = 20_000;

function remember(seen: Set<string>, key: string): void {
  seen.add(key);
  const oldest = seen.values().next();
  if (seen.size > maxRemembered && !oldest.done) seen.delete(oldest.value);
}

/**
 * Deliveries that were answered and still have to be worked on. In memory: what is lost with the process, a sweep finds
 * again. A failed delivery is forgotten, so that GitHub's "redeliver" works.
 */
export function createDeliveryQueue(work: (delivery: Delivery) => Promise<void>): DeliveryQueue {
  const seen = new Set<string>();
  const running = new Set<Promise<void>>();
  return {
    push(delivery) {
      const keys = [`id ${delivery.id}`, `body ${delivery.bodyDigest}`];
      if (keys.some((key) => seen.has(key))) return "duplicate";
      if (running.size >= maxWaiting) return "full";
      for (const key of keys) remember(seen, key);
      const job: Promise<void> = Promise.resolve()
        .then(() => work(delivery))
        .catch(() => {
          for (const key of keys) seen.delete(key);
        })
        .finally(() => running.delete(job));
      running.add(job);
      return "queued";
    },
    get size() {
      return running.size;
    },
    async drain() {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}
