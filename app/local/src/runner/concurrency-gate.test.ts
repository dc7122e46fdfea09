import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createConcurrencyGate } from "./concurrency-gate.ts";

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("a concurrency group", () => {
  it("never holds two at once, keeps at most one waiting, and always lets the newest through", async () => {
    const action = fc.record({ cancelInProgress: fc.boolean(), leave: fc.boolean(), abort: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: 12 }), async (actions) => {
        const gate = createConcurrencyGate();
        const inside = new Set<number>();
        const leaves = new Map<number, () => void>();
        const ends = new Map<number, "entered" | "refused">();
        const controllers: AbortController[] = [];
        for (const [id, { cancelInProgress, leave, abort }] of actions.entries()) {
          const controller = new AbortController();
          controllers.push(controller);
          const release = () => {
            inside.delete(id);
            leaves.get(id)?.();
            leaves.delete(id);
          };
          const request = { group: "g", cancelInProgress, queue: "single" as const, signal: controller.signal };
          void gate.enter({ ...request, cancel: release }).then((free) => {
            ends.set(id, free ? "entered" : "refused");
            if (!free) return;
            leaves.set(id, free);
            inside.add(id);
            expect(inside.size).toBe(1);
          });
          await settle();
          if (abort && !ends.has(id)) controller.abort();
          if (leave) for (const free of [...leaves.values()]) free();
          if (leave) inside.clear();
          if (leave) leaves.clear();
          await settle();
          expect(id + 1 - ends.size).toBeLessThanOrEqual(1);
        }
        for (let round = 0; round < 3; round += 1) {
          const open = [...leaves.values()];
          inside.clear();
          leaves.clear();
          for (const free of open) free();
          await settle();
        }
        expect(ends.size).toBe(actions.length);
        const last = actions.length - 1;
        if (!actions[last]?.abort) expect(ends.get(last)).toBe("entered");
      }),
      { numRuns: 60 },
    );
  });

  it("does not hold up another group", async () => {
    const gate = createConcurrencyGate();
    const request = {
      cancelInProgress: false,
      queue: "single" as const,
      signal: new AbortController().signal,
      cancel: () => {},
    };
    expect(await gate.enter({ ...request, group: "a" })).toBeDefined();
    expect(await gate.enter({ ...request, group: "b" })).toBeDefined();
  });
});
