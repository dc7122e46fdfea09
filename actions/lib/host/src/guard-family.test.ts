import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { guardFamily } from "./guard-family.ts";
import type { ProcessExit } from "./process-transport.ts";

describe("guardFamily", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function guard() {
    const gone = Promise.withResolvers<ProcessExit>();
    const family = { processes: 3, peakRssMiB: 20 };
    const said: string[] = [];
    let stops = 0;
    const transport = {
      pid: 7,
      exited: gone.promise,
      async stop() {
        stops += 1;
        gone.resolve({ code: null, signal: "SIGKILL" });
        return gone.promise;
      },
    };
    guardFamily(
      transport,
      { processes: 64, memoryMiB: 512 },
      () => family,
      (message) => said.push(message),
    );
    return { family, said, gone, stops: () => stops };
  }

  it("lets a family within its limits be", async () => {
    const { stops } = guard();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(stops()).toBe(0);
  });

  it("ends a family of too many processes within half a second, once, and says why", async () => {
    const { family, said, stops } = guard();
    family.processes = 65;
    await vi.advanceTimersByTimeAsync(500);
    expect(stops()).toBe(1);
    expect(said).toEqual(["it ran 65 processes, 64 are allowed; it is ended"]);
  });

  it("ends a family that takes too much memory together", async () => {
    const { family, said, stops } = guard();
    family.peakRssMiB = 700;
    await vi.advanceTimersByTimeAsync(500);
    expect(stops()).toBe(1);
    expect(said).toEqual(["its processes took 700 MiB together, 512 are allowed; it is ended"]);
  });

  it("looks no more when the process is gone", async () => {
    const { family, gone, stops } = guard();
    gone.resolve({ code: 0, signal: null });
    await vi.advanceTimersByTimeAsync(0);
    family.processes = 1_000;
    await vi.advanceTimersByTimeAsync(2_000);
    expect(stops()).toBe(0);
  });
});
