import { describe, expect, it } from "vitest";
import { countStates } from "./count-states.ts";

describe("countStates", () => {
  it("sums by plugin and in all, and names paused plugins that have no job", () => {
    const counts = [
      { plugin: "acme-meter", state: "done", count: 2 },
      { plugin: "acme-relay", state: "done", count: 3 },
      { plugin: "acme-relay", state: "dead", count: 1 },
    ] as const;
    expect(countStates(counts, ["*", "acme-lamp"], 4)).toMatchObject({
      total: { done: 5, dead: 1, waiting: 0 },
      repeats: 4,
      paused: true,
      plugins: [
        { plugin: "acme-lamp", paused: true, jobs: { done: 0 } },
        { plugin: "acme-meter", paused: false, jobs: { done: 2 } },
        { plugin: "acme-relay", paused: false, jobs: { done: 3, dead: 1 } },
      ],
    });
  });
});
