import { describe, expect, it } from "vitest";
import { limitRefresh } from "./limit-refresh.ts";

describe("limitRefresh", () => {
  it("fetches once for all who ask within ten seconds, and again after them", async () => {
    let now = 0;
    const open: (() => void)[] = [];
    const ask = limitRefresh(
      () => new Promise<void>((resolve) => void open.push(resolve)),
      () => now,
    );
    const first = [ask(), ask()];
    expect(open).toHaveLength(1);
    open[0]?.();
    await Promise.all(first);
    now = 9_999;
    await ask();
    expect(open).toHaveLength(1);
    now = 10_000;
    void ask();
    expect(open).toHaveLength(2);
  });

  it("tells everybody who shares a fetch that it failed", async () => {
    const ask = limitRefresh(
      async () => {
        throw new Error("down");
      },
      () => 0,
    );
    await Promise.all([ask(), ask()].map((one) => expect(one).rejects.toThrow("down")));
  });
});
