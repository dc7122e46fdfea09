import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import type { CgroupLimits, Cgroups } from "./cgroup.ts";
import { encloseProcess } from "./enclose-process.ts";
import type { ProcessExit } from "./process-transport.ts";

function open(change: { create?: Error; place?: Error; kills?: number } = {}) {
  const log: string[] = [];
  const created: CgroupLimits[] = [];
  const exit = Promise.withResolvers<ProcessExit>();
  const cgroups: Cgroups = {
    version: 2,
    create(limits) {
      if (change.create) throw change.create;
      created.push(limits);
      return {
        place(pid) {
          if (change.place) throw change.place;
          log.push(`place ${pid}`);
        },
        memoryKills: () => change.kills ?? 0,
        remove: async () => void log.push("remove"),
      };
    },
    close: async () => {},
  };
  const stream = new PassThrough();
  const transport = {
    pid: 7,
    input: stream,
    output: stream,
    errors: stream,
    exited: exit.promise,
    async stop() {
      log.push("stop");
      exit.resolve({ code: null, signal: "SIGKILL" as const });
      return exit.promise;
    },
  };
  return { log, created, exit, cgroups, transport };
}
const limits = { memoryMiB: 128, processes: 64, runtime: "node" };

describe("encloseProcess", () => {
  it("places the process at once and again when asked, and removes the group after it", async () => {
    const { log, created, exit, cgroups, transport } = open();
    const process = encloseProcess(transport, cgroups, limits);
    process.settle();
    exit.resolve({ code: 0, signal: null });
    expect(await process.exited).toEqual({ code: 0, signal: null });
    expect(log).toEqual(["place 7", "place 7", "remove"]);
    expect(created).toEqual([{ memoryMiB: 256, processes: 64, cpuWeight: 25, cpus: 1 }]);
  });

  it("says in words when the kernel ended it for its memory", async () => {
    const { cgroups, transport } = open({ kills: 1 });
    const process = encloseProcess(transport, cgroups, { ...limits, runtime: "python" });
    expect(await process.stop(0)).toMatchObject({ reason: expect.stringContaining("more than its 192 MiB") });
  });

  it("starts nothing whose limits the kernel refuses", () => {
    for (const change of [{ create: new Error("full") }, { place: new Error("gone") }]) {
      const { log, cgroups, transport } = open(change);
      expect(() => encloseProcess(transport, cgroups, limits)).toThrow(
        expect.objectContaining({ code: "load_failed" }),
      );
      expect(log).toContain("stop");
    }
  });

  it("changes nothing where there are no control groups", async () => {
    const { exit, transport } = open();
    const process = encloseProcess(transport, undefined, limits);
    process.settle();
    exit.resolve({ code: 0, signal: null });
    expect(await process.exited).toEqual({ code: 0, signal: null });
  });
});
