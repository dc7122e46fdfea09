import { once } from "node:events";
import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { createInputGate } from "./input-gate.ts";

const most = 100_000;
function open() {
  const [input, output] = [new PassThrough(), new PassThrough()];
  input.on("data", () => {});
  return { input, output, gate: createInputGate(input, output, { unread: most, open: most }) };
}

describe("createInputGate", () => {
  it("shuts while open requests are larger together than it may hold", () => {
    const { input, gate } = open();
    const ends = [gate.open(60_000), gate.open(60_000)];
    expect(input.isPaused()).toBe(true);
    ends[0]?.();
    expect(input.isPaused()).toBe(false);
    ends[1]?.();
    gate.open(60_000);
    expect(input.isPaused()).toBe(false);
  });

  it("shuts while nobody reads the answers, and tells who waits for room", async () => {
    const { input, output, gate } = open();
    output.write(Buffer.alloc(300_000));
    output.write(Buffer.alloc(300_000));
    gate.look();
    expect([gate.isBackedUp(), input.isPaused()]).toEqual([true, true]);
    const room = gate.room();
    output.resume();
    await room;
    expect([gate.isBackedUp(), input.isPaused()]).toEqual([false, false]);
    await gate.room();
  });

  it("opens only when no reason is left", async () => {
    const { input, gate } = open();
    const end = gate.open(2 * most);
    gate.rest(1);
    end();
    expect(input.isPaused()).toBe(true);
    const later = gate.open(2 * most);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(input.isPaused()).toBe(true);
    const resumed = once(input, "resume");
    later();
    await resumed;
  });
});
