import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createDeliveryQueue, decideRetryDelay, type TakenDelivery } from "./delivery-queue.ts";
import { openDeliveryStore } from "./delivery-queue-store.ts";
import type { Delivery } from "./parse-delivery.ts";

function make(repository: number, mark: string = randomUUID()): Delivery {
  const payload = { mark };
  const body = Buffer.from(JSON.stringify(payload));
  return { id: randomUUID(), name: "issues", repository, payload, bodyDigest: mark, body };
}

const store = () =>
  openDeliveryStore(":memory:", () => {
    throw new Error("nothing to warn of");
  });
const options = (now: () => number) => ({
  now,
  random: () => 0.5,
  onStoreError: (error: unknown) => {
    throw error;
  },
});

describe("the delivery queue", () => {
  it("works on one delivery of a repository at a time, in order, and on other repositories meanwhile", async () => {
    const started: string[] = [];
    const release = new Map<string, () => void>();
    const queue = createDeliveryQueue(
      store(),
      ({ payload }) =>
        new Promise<void>((resolve) => {
          started.push(String(payload["mark"]));
          release.set(String(payload["mark"]), resolve);
        }),
      options(() => 0),
    );
    for (const [repository, mark] of [
      [1, "a"],
      [1, "b"],
      [2, "c"],
    ] as const)
      expect(queue.push(make(repository, mark))).toBe("queued");
    await expect.poll(() => started).toEqual(["a", "c"]);
    release.get("a")?.();
    await expect.poll(() => started).toEqual(["a", "c", "b"]);
    release.get("b")?.();
    release.get("c")?.();
    await queue.idle();
    expect(queue.size).toBe(0);
  });

  it("tries a failed delivery again after a growing wait, then leaves it to the sweep", async () => {
    let now = 0;
    const tries: number[] = [];
    const held = store();
    const queue = createDeliveryQueue(
      held,
      async ({ attempt }) => {
        tries.push(attempt);
        throw new Error("down");
      },
      options(() => now),
    );
    const delivery = make(1);
    queue.push(delivery);
    for (let round = 0; round < 8; round += 1) {
      await queue.idle();
      now = (held.nextDue() ?? now) + 1;
    }
    expect(tries).toEqual([1, 2, 3, 4, 5]);
    expect(queue.size).toBe(0);
    expect(queue.push(delivery)).toBe("queued");
    await queue.idle();
    expect(tries).toEqual([1, 2, 3, 4, 5, 1]);
  });

  it("waits as long as GitHub asks, and does not count that as a failure", async () => {
    let now = 0;
    const tries: number[] = [];
    const held = store();
    const queue = createDeliveryQueue(
      held,
      async ({ attempt }) => {
        tries.push(attempt);
        if (now < 60_000) throw Object.assign(new Error("slow down"), { facts: { retryAt: 60_000 } });
      },
      options(() => now),
    );
    queue.push(make(1));
    await queue.idle();
    expect(held.nextDue()).toBe(60_000);
    now = 60_000;
    await queue.idle();
    expect(tries).toEqual([1, 1]);
    expect(queue.size).toBe(0);
  });

  it("survives work that rejects with nothing, and starts nothing new when it drains", async () => {
    const taken: TakenDelivery[] = [];
    const queue = createDeliveryQueue(
      store(),
      (delivery) => {
        taken.push(delivery);
        return Promise.reject();
      },
      options(() => 0),
    );
    queue.push(make(1));
    await queue.idle();
    await queue.drain();
    queue.push(make(2));
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(taken).toHaveLength(1);
    expect(queue.size).toBe(2);
  });

  it("never waits longer than five minutes and a quarter between tries", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
        const delay = decideRetryDelay(attempt, random);
        expect(delay).toBeGreaterThanOrEqual(1500);
        expect(delay).toBeLessThanOrEqual(375_000);
      }),
    );
  });
});
