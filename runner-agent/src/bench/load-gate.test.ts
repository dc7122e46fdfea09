import { describe, expect, it } from "vitest";
import { createLoadGate } from "./load-gate.ts";

describe("createLoadGate", () => {
  it("lets so many run at once, the others in their order, and all in the end", async () => {
    const gate = createLoadGate(3);
    const started: number[] = [];
    const ends: (() => void)[] = [];
    let most = 0;
    let now = 0;
    const all = Array.from({ length: 10 }, (_, index) =>
      gate(async () => {
        started.push(index);
        now += 1;
        most = Math.max(most, now);
        await new Promise<void>((resolve) => ends.push(resolve));
        now -= 1;
        if (index === 4) throw new Error("a load that failed");
        return index;
      }),
    );
    const outcome = Promise.allSettled(all);
    while (ends.length < 10 || now > 0) {
      for (const end of ends) end();
      await Promise.resolve();
    }
    expect(started).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(most).toBe(3);
    expect((await outcome).map(({ status }) => status).filter((status) => status === "rejected")).toHaveLength(1);
  });
});
