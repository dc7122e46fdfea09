import type { Delivery } from "./parse-delivery.ts";

export type PushResult = "queued" | "duplicate" | "full";

/** A delivery taken out of the store, with the number of this try. */
export interface TakenDelivery extends Pick<Delivery, "id" | "name" | "payload" | "repository"> {
  readonly attempt: number;
}

/** Where deliveries wait. What it loses, a sweep finds again; what it keeps saves that look. */
export interface DeliveryStore {
  /** `duplicate`: its id or its body was seen and has not been given up. */
  add(delivery: Delivery, now: number): PushResult;
  /** The oldest due delivery about none of these repositories; it counts as tried from here on. */
  take(now: number, busy: readonly number[]): TakenDelivery | null;
  finish(id: string): void;
  /** Tried again from `due` (ms) on; `counted: false` takes the try back. */
  postpone(id: string, due: number, counted: boolean): void;
  /** Given up here: the sweep goes on with it, and so does a redelivery. */
  leave(id: string): void;
  /** When the next waiting delivery is due, in ms; null: none waits. */
  nextDue(): number | null;
  /** Waiting or being worked on. */
  readonly size: number;
  close(): void;
}

export interface DeliveryQueue {
  /** Never waits. */
  push(delivery: Delivery): PushResult;
  readonly size: number;
  /** Resolves when nothing is being worked on and nothing is due. */
  idle(): Promise<void>;
  /** Takes nothing more, and resolves when nothing is being worked on. */
  drain(): Promise<void>;
}

export interface QueueOptions {
  readonly now: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly onStoreError: (error: unknown) => void;
  /** Repositories worked on at once; one of them never has two deliveries in work. */
  readonly parallel?: number;
}

/** After this many tries (about a minute) the sweep is the better next try. */
export const maxAttempts = 5;
const [firstRetryMs, longestRetryMs, storeErrorMs] = [2000, 5 * 60_000, 5000];

/** Milliseconds until the try after `attempt`: doubled each time, capped, spread by a quarter so that replicas do not meet. */
export function decideRetryDelay(attempt: number, random: number): number {
  return Math.round(Math.min(longestRetryMs, firstRetryMs * 2 ** (attempt - 1)) * (0.75 + random / 2));
}

/** When GitHub itself said until when to wait, in ms; null: it did not. */
export function readRetryAt(error: unknown): number | null {
  const facts = typeof error === "object" && error !== null ? (error as { facts?: unknown }).facts : null;
  const at = typeof facts === "object" && facts !== null ? (facts as { retryAt?: unknown }).retryAt : null;
  return typeof at === "number" && Number.isFinite(at) ? at : null;
}

/** Works off what the store holds: one delivery of a repository at a time, failed ones again later. */
export function createDeliveryQueue(
  store: DeliveryStore,
  work: (delivery: TakenDelivery) => Promise<void>,
  options: QueueOptions,
): DeliveryQueue {
  const { now, random, onStoreError, parallel = 4 } = options;
  const running = new Map<number, Promise<void>>();
  let lastKey = 0;
  let draining = false;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let idlers: (() => void)[] = [];
  // Deliveries about no repository do not wait for each other: each gets a key of its own, which no repository has.
  const keyOf = (repository: number) => (repository > 0 ? repository : --lastKey);

  function settle(delivery: TakenDelivery, error: unknown): void {
    const retryAt = readRetryAt(error);
    if (error === null) store.finish(delivery.id);
    else if (retryAt !== null) store.postpone(delivery.id, Math.max(retryAt, now() + 1000), false);
    else if (delivery.attempt >= maxAttempts) store.leave(delivery.id);
    else store.postpone(delivery.id, now() + decideRetryDelay(delivery.attempt, random()), true);
  }

  function start(delivery: TakenDelivery): void {
    const key = keyOf(delivery.repository);
    const job = (async () => {
      let failure: unknown = null;
      try {
        await work(delivery);
      } catch (error) {
        failure = error ?? new Error("rejected without a reason");
      }
      running.delete(key);
      try {
        settle(delivery, failure);
      } catch (error) {
        onStoreError(error);
      }
      pump();
    })();
    running.set(key, job);
  }

  function wake(inMs: number): void {
    if (timer) clearTimeout(timer);
    // Longer waits are asked again; a timer of more than 24 days would fire at once.
    timer = setTimeout(pump, Math.min(Math.max(inMs, 0), 60_000));
    timer.unref();
  }

  function pump(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    try {
      while (!draining && running.size < parallel) {
        const taken = store.take(now(), [...running.keys()]);
        if (!taken) break;
        start(taken);
      }
      const due = draining ? null : store.nextDue();
      const idle = running.size === 0 && (due === null || due > now());
      if (idle) for (const tell of idlers.splice(0)) tell();
      if (due !== null && running.size < parallel) wake(Math.max(due - now(), running.size > 0 ? 1000 : 0));
    } catch (error) {
      onStoreError(error);
      if (!draining) wake(storeErrorMs);
    }
  }

  // What an earlier process left behind.
  wake(0);
  return {
    push(delivery) {
      const result = store.add(delivery, now());
      if (result === "queued" && !draining && running.size < parallel) wake(0);
      return result;
    },
    get size() {
      return store.size;
    },
    idle() {
      const told = new Promise<void>((resolve) => {
        idlers.push(resolve);
      });
      wake(0);
      return told;
    },
    async drain() {
      draining = true;
      if (timer) clearTimeout(timer);
      await Promise.allSettled(running.values());
      const waiting = idlers;
      idlers = [];
      for (const tell of waiting) tell();
    },
  };
}
