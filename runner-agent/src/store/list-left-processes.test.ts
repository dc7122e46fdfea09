import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { listLeftProcesses } from "./list-left-processes.ts";

const at = "2026-01-01T00:00:00.000Z";
const started = (pid: unknown, start: unknown = "7") => ({ at, kind: "process_started", pid, start });
const exited = (pid: number) => ({ at, kind: "process_exited", pid });

describe("listLeftProcesses", () => {
  it("lists what started and did not end, with the newest start of a pid that was used again", () => {
    const records = [started(1), started(2), exited(1), started(3), exited(3), started(3, "9")];
    expect(listLeftProcesses(records)).toEqual([
      { pid: 2, start: "7" },
      { pid: 3, start: "9" },
    ]);
  });

  it("takes nothing from records of other kinds or without a start time", () => {
    expect(
      listLeftProcesses([started("4"), started(5, null), started(6, 8), { at, kind: "agent_started", pid: 1 }]),
    ).toEqual([]);
  });

  it("lists nothing when every process ended, in any order of pids", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20)), (pids) => {
        expect(listLeftProcesses(pids.flatMap((pid) => [started(pid), exited(pid)]))).toEqual([]);
      }),
    );
  });
});
