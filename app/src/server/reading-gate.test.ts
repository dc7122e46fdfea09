import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createReadingGate, type Reading } from "./reading-gate.ts";

describe("the reading gate", () => {
  it("sends the slowest away when there is no place, and nobody else", () => {
    const gone: string[] = [];
    const gate = createReadingGate({ reads: 2, readsPerAddress: 2, bytes: 100 });
    const enter = (name: string) => gate.enter(name, () => gone.push(name));
    const first = enter("a");
    enter("b");
    expect(enter("c")).not.toBeNull();
    expect(gone).toEqual(["a"]);
    expect(first?.grow(1)).toBe(false);
  });

  it("gives one address no more than its share", () => {
    const gate = createReadingGate({ reads: 10, readsPerAddress: 2, bytes: 100 });
    const [first] = [gate.enter("a", () => {}), gate.enter("a", () => {})];
    expect(gate.enter("a", () => {})).toBeNull();
    expect(gate.enter("b", () => {})).not.toBeNull();
    first?.leave();
    first?.leave();
    expect(gate.enter("a", () => {})).not.toBeNull();
    expect(gate.enter("a", () => {})).toBeNull();
  });

  it("never holds more bytes than it may, and none when everybody has left", () => {
    const step = fc.record({ who: fc.nat(4), bytes: fc.integer({ min: 0, max: 80 }), leaves: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const gate = createReadingGate({ reads: 3, readsPerAddress: 2, bytes: 100 });
        const open: Reading[] = [];
        for (const { who, bytes, leaves } of steps) {
          const reading = gate.enter(String(who), () => {});
          if (reading) open.push(reading);
          open.at(-1)?.grow(bytes);
          if (leaves) open.shift()?.leave();
          expect(gate.bytes).toBeLessThanOrEqual(100);
        }
        for (const reading of open) reading.leave();
        expect(gate.bytes).toBe(0);
      }),
    );
  });
});
