import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideNextSweep, startSweeps } from "./sweep-schedule.ts";

const options = { everyMs: 1, now: () => 0, random: () => 0 };

describe("the sweep schedule", () => {
  it("sweeps at once and again, never two at a time, whatever goes wrong", async () => {
    let [begun, open, most] = [0, 0, 0];
    const errors: unknown[] = [];
    const sweeps = startSweeps({
      ...options,
      onError: (error) => errors.push(error),
      async sweep() {
        begun += 1;
        open += 1;
        most = Math.max(most, open);
        await new Promise((resolve) => setTimeout(resolve, 3));
        open -= 1;
        if (begun === 2) throw new Error("GitHub is away");
      },
    });
    await expect.poll(() => begun).toBeGreaterThan(3);
    await sweeps.stop();
    expect([most, open, errors.length]).toEqual([1, 0, 1]);
    const ended = begun;
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(begun).toBe(ended);
  });

  it("tells a sweep that goes on to end, and waits for it", async () => {
    let told = false;
    const sweeps = startSweeps({
      ...options,
      onError: () => {},
      sweep: (signal) =>
        new Promise((resolve) => {
          signal.addEventListener("abort", () => {
            told = true;
            resolve();
          });
        }),
    });
    await sweeps.stop();
    expect(told).toBe(true);
  });

  it("waits about as long as set, and never shorter than GitHub asks", () => {
    const chance = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(chance, fc.option(fc.nat(10_000_000)), (random, retryAt) => {
        const wait = decideNextSweep(300_000, random, retryAt, 1000);
        expect(wait).toBeGreaterThanOrEqual(270_000);
        if (retryAt === null) expect(wait).toBeLessThanOrEqual(330_000);
        else expect(wait + 1000).toBeGreaterThanOrEqual(retryAt);
      }),
    );
  });
});
