import { describe, expect, it } from "vitest";
import { createSlots } from "./slots.ts";

describe("slots", () => {
  it("never run more pieces than there are places, in order, also after one failed", async () => {
    const slots = createSlots(2);
    let now = 0;
    let most = 0;
    const order: number[] = [];
    const piece = (id: number) =>
      slots.use(async () => {
        order.push(id);
        most = Math.max(most, (now += 1));
        await new Promise((resolve) => setImmediate(resolve));
        now -= 1;
        if (id === 1) throw new Error("one fails");
      });
    const ends = await Promise.allSettled([0, 1, 2, 3, 4].map(piece));
    expect(ends.map((end) => end.status)).toEqual(["fulfilled", "rejected", "fulfilled", "fulfilled", "fulfilled"]);
    expect(order).toEqual([0, 1, 2, 3, 4]);
    expect(most).toBe(2);
  });
});
