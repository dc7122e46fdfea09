import { describe, expect, it } from "vitest";
import { createFakeClock } from "../fake-clock.ts";
import { createNeedsWait } from "./needs-wait.ts";

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe("createNeedsWait", () => {
  it("waits until all that is needed is settled, and not for what nobody knows", async () => {
    const needs = createNeedsWait(createFakeClock());
    const up = new Set<string>();
    needs.look((name) => up.has(name));
    let through = false;
    const waiting = needs.wait(["clock", "store"], 1_000).then(() => {
      through = true;
    });
    up.add("clock");
    needs.look((name) => up.has(name));
    await settle();
    expect(through).toBe(false);
    up.add("store");
    needs.look((name) => up.has(name));
    await waiting;
    await needs.wait(["clock"], 1_000);
    await createNeedsWait(createFakeClock()).wait(["anything"], 1_000);
  });

  it("gives up after its time, so that two that need each other both start", async () => {
    const clock = createFakeClock();
    const needs = createNeedsWait(clock);
    needs.look(() => false);
    const waiting = needs.wait(["clock"], 1_000);
    clock.advance(1_000);
    await waiting;
  });
});
