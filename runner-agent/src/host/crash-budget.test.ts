import { describe, expect, it } from "vitest";
import { decideCrash } from "./crash-budget.ts";

describe("decideCrash", () => {
  const limits = { crashes: 6, windowMs: 10_000 };
  it("waits longer each time, at most 30 s, and gives up at the limit", () => {
    let crashes: readonly number[] = [];
    const delays: (number | string)[] = [];
    for (let crash = 0; crash < 6; crash += 1) {
      const verdict = decideCrash(crashes, crash, limits);
      crashes = verdict.crashes;
      delays.push(verdict.kind === "restart" ? verdict.delayMs : verdict.kind);
    }
    expect(delays).toEqual([250, 1_000, 4_000, 16_000, 30_000, "give_up"]);
  });

  it("counts only crashes within the window", () => {
    expect(decideCrash([0, 1, 2, 3, 4], 20_000, limits)).toEqual({ kind: "restart", crashes: [20_000], delayMs: 250 });
  });
});
