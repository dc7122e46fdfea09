import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCallRouter } from "./call-router.ts";

interface Target {
  readonly id: number;
  readonly started: string[];
}

const target = (id: number): Target => ({ id, started: [] });

function hold() {
  const open: (() => void)[] = [];
  const work = (name: string) => (on: Target) => {
    on.started.push(name);
    return new Promise<string>((resolve) => open.push(() => resolve(`${name}@${on.id}`)));
  };
  return { work, release: () => open.shift()?.(), open };
}
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

describe("createCallRouter", () => {
  it("lets a caller's later call wait until its earlier one on the old process has ended", async () => {
    const router = createCallRouter<Target>();
    const [old, next] = [target(1), target(2)];
    const { work, release } = hold();
    router.switchTo(old);
    const first = router.call("a", work("a1"));
    router.switchTo(next);
    const second = router.call("a", work("a2"));
    const other = router.call("b", work("b1"));
    expect(next.started).toEqual(["b1"]);
    release();
    expect(await first).toBe("a1@1");
    await settle();
    expect(next.started).toEqual(["b1", "a2"]);
    release();
    release();
    expect(await Promise.all([other, second])).toEqual(["b1@2", "a2@2"]);
  });

  it("says when a process has no calls any more", async () => {
    const router = createCallRouter<Target>();
    const old = target(1);
    const { work, release } = hold();
    router.switchTo(old);
    void router.call("a", work("a1"));
    let idle = false;
    const waited = router.whenIdle(old).then(() => {
      idle = true;
    });
    await settle();
    expect(idle).toBe(false);
    release();
    await waited;
    await router.whenIdle(old);
  });

  it("refuses at once when nothing serves, and when too many wait", async () => {
    const router = createCallRouter<Target>({ running: 1, waiting: 1 });
    const { work } = hold();
    await expect(router.call("a", work("x"))).rejects.toMatchObject({ code: "plugin_not_ready" });
    router.switchTo(target(1));
    void router.call("a", work("a1"));
    const waiting = router.call("b", work("b1"));
    await expect(router.call("c", work("c1"))).rejects.toMatchObject({ code: "call_limit" });
    router.switchTo(undefined);
    await expect(waiting).rejects.toMatchObject({ code: "plugin_not_ready" });
  });

  it("runs every call exactly once and each caller's in order, whatever the swaps and delays", async () => {
    const step = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({ kind: fc.constant("call" as const), caller: fc.constantFrom("a", "b", "c") }),
      },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant("swap" as const) }) },
      { weight: 3, arbitrary: fc.record({ kind: fc.constant("finish" as const), at: fc.nat(50) }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const router = createCallRouter<Target>({ running: 4, waiting: 1000 });
        const started: { caller: string; n: number }[] = [];
        const open: (() => void)[] = [];
        const answers: Promise<number>[] = [];
        const counts: Record<string, number> = {};
        let id = 0;
        router.switchTo(target(id));
        for (const one of steps) {
          if (one.kind === "swap") router.switchTo(target(++id));
          else if (one.kind === "finish") open.splice(one.at % Math.max(1, open.length), 1)[0]?.();
          else {
            const { caller } = one;
            const n = counts[caller] ?? 0;
            counts[caller] = n + 1;
            const work = () => {
              started.push({ caller, n });
              return new Promise<number>((resolve) => open.push(() => resolve(n)));
            };
            answers.push(router.call(caller, work));
          }
          await Promise.resolve();
        }
        let all = false;
        void Promise.all(answers).then(() => {
          all = true;
        });
        for (let turn = 0; turn < 200 && !all; turn += 1) {
          open.shift()?.();
          await settle();
        }
        expect(all).toBe(true);
        for (const [caller, count] of Object.entries(counts))
          expect(started.filter((one) => one.caller === caller).map(({ n }) => n)).toEqual(
            Array.from({ length: count }, (_, n) => n),
          );
        expect(router.size()).toBe(0);
      }),
      { numRuns: 60 },
    );
  });
});
