import { describe, expect, it } from "vitest";
import { renderOwner } from "./container-owner.ts";
import { decideLeftovers } from "./decide-leftovers.ts";

const here = { boot: "a1-b2", namespace: "4026531836", pid: 10, started: "500" };
const owner = (changes: Partial<typeof here> = {}) => renderOwner({ ...here, ...changes });
const now = 10 * 3600_000;
const young = { createdMs: now - 60_000 };
const old = { createdMs: now - 3 * 3600_000 };
const startOf = (pid: number) => (pid === 10 ? "500" : undefined);
const judge = (...things: Parameters<typeof decideLeftovers>[0][number][]) =>
  decideLeftovers(things, here, startOf, now);

describe("decideLeftovers", () => {
  it("keeps what a living step owns, however old it is", () => {
    expect(judge({ run: "a", owner: owner(), ...old })).toEqual([]);
  });

  it("takes each run once whose step is gone, or whose number another process has by now", () => {
    const gone = { run: "a", owner: owner({ pid: 11 }), ...young };
    expect(judge(gone, { ...gone, createdMs: undefined })).toEqual(["a"]);
    expect(judge({ run: "b", owner: owner({ started: "499" }), ...young })).toEqual(["b"]);
  });

  it("judges by age alone what this step cannot see", () => {
    for (const strange of [owner({ boot: "c3" }), owner({ namespace: "1" }), "nonsense", undefined]) {
      expect(judge({ run: "a", owner: strange, ...young })).toEqual([]);
      expect(judge({ run: "a", owner: strange, ...old })).toEqual(["a"]);
      expect(judge({ run: "a", owner: strange, createdMs: undefined })).toEqual([]);
    }
  });
});
