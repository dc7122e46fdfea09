import { ForgeError, type Registry } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { createFakeClock } from "../fake-clock.ts";
import type { SeenRegistry } from "../registry/registry-reader.ts";
import { makeRegistry } from "../testing/make-facts.ts";
import { createRegistryWatcher } from "./registry-watcher.ts";

function watch(answer: () => Omit<SeenRegistry, "keep"> | null | Error, random = 0.5, pollMs = 1_000) {
  const clock = createFakeClock();
  const accepted: (Registry | undefined)[] = [];
  const counts = { read: 0, kept: 0, reconsidered: 0 };
  let refusal: ForgeError | undefined;
  const watcher = createRegistryWatcher({
    pollMs,
    clock,
    random: () => random,
    reader: {
      async read() {
        counts.read += 1;
        const given = answer();
        if (given instanceof Error) throw given;
        return given && { ...given, keep: () => void (counts.kept += 1) };
      },
    },
    accept(registry) {
      if (refusal) throw refusal;
      accepted.push(registry);
    },
    reconsider: () => void (counts.reconsidered += 1),
  });
  const events: string[] = [];
  return {
    clock,
    counts,
    accepted,
    watcher,
    events,
    start: () => watcher.start(({ kind }) => void events.push(kind)),
    refuse: (error: ForgeError | undefined) => {
      refusal = error;
    },
  };
}
const registry = makeRegistry([]);

describe("createRegistryWatcher", () => {
  it("tells of a change once, and that it was reached each time", async () => {
    let first = true;
    const test = watch(() => {
      const seen = first ? { registry } : null;
      first = false;
      return seen;
    });
    await test.start();
    await test.clock.advance(2_000);
    expect(test.accepted).toEqual([registry, undefined, undefined]);
    expect(test.events).toEqual(["registry_changed"]);
    expect(test.counts).toEqual({ read: 3, kept: 1, reconsidered: 0 });
  });

  it("spreads its looks by a fifth to both sides, so that benches that started together do not ask together", async () => {
    for (const [random, first] of [
      [0, 800],
      [1, 1_200],
    ] as const) {
      const test = watch(() => null, random);
      await test.start();
      await test.clock.advance(first - 1);
      expect(test.counts.read).toBe(1);
      await test.clock.advance(1);
      expect(test.counts.read).toBe(2);
    }
  });

  it("waits longer after each failure, says what is wrong, and has the bench look at the age of what it knows", async () => {
    let down = true;
    const test = watch(() => (down ? new TypeError("fetch failed") : { registry }));
    await test.start();
    expect(test.watcher.status()).toMatchObject({ state: "failing", code: "download_failed" });
    await test.clock.advance(1_999);
    expect(test.counts).toMatchObject({ read: 1, reconsidered: 1 });
    await test.clock.advance(1);
    expect(test.counts.read).toBe(2);
    await test.clock.advance(4_000);
    expect(test.counts.read).toBe(3);
    down = false;
    await test.clock.advance(8_000);
    expect(test.watcher.status()).toEqual({ source: "registry", state: "watching" });
  });

  it("does not count a refused registry as seen, and names the refusal", async () => {
    const test = watch(() => ({ registry }));
    test.refuse(new ForgeError("registry_rollback"));
    await test.start();
    expect(test.watcher.status()).toMatchObject({ state: "failing", code: "registry_rollback" });
    expect(test.counts.kept).toBe(0);
    test.refuse(undefined);
    await test.watcher.poll();
    expect(test.counts.kept).toBe(1);
    await test.watcher.stop();
    expect(test.clock.pending()).toBe(0);
  });

  it("looks when it is woken, at most once a second however often, and not after it was stopped", async () => {
    const test = watch(() => null, 0, 600_000);
    await test.start();
    for (const [ms, looks] of [
      [999, 1],
      [1, 2],
      [999, 2],
      [1, 3],
      [5_000, 8],
    ] as const) {
      for (let step = 0; step < ms; step += Math.min(ms, 100)) {
        for (let time = 0; time < 50; time += 1) test.watcher.wake();
        await test.clock.advance(Math.min(ms - step, 100));
      }
      expect(test.counts.read).toBe(looks);
    }
    await test.watcher.stop();
    test.watcher.wake();
    expect(test.clock.pending()).toBe(0);
  });

  it("looks again after a look that was under way when it was woken: that one may have asked before the change", async () => {
    const open: (() => void)[] = [];
    const clock = createFakeClock();
    const watcher = createRegistryWatcher({
      pollMs: 600_000,
      clock,
      random: () => 0.5,
      reader: { read: () => new Promise((resolve) => void open.push(() => resolve(null))) },
      accept() {},
      reconsider() {},
    });
    void watcher.start(() => {});
    await clock.advance(2_000);
    watcher.wake();
    await clock.advance(1_000);
    expect(open).toHaveLength(1);
    open[0]?.();
    await clock.advance(0);
    expect(open).toHaveLength(2);
  });

  it("looks when it is woken although it waits after failures", async () => {
    const test = watch(() => new TypeError("fetch failed"));
    await test.start();
    await test.clock.advance(14_000);
    const before = test.counts.read;
    test.watcher.wake();
    await test.clock.advance(1_250);
    expect(test.counts.read).toBe(before + 1);
  });
});
