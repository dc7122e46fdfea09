import type { Cgroups } from "@plugsmith/plugin-host";
import { describe, expect, it } from "vitest";
import { listBoundaries } from "./list-boundaries.ts";

const cgroups: Cgroups = {
  version: 2,
  create: () => ({ procs: [], memoryKills: () => 0, remove: async () => {} }),
  close: async () => {},
};
const states = (...args: Parameters<typeof listBoundaries>) =>
  Object.fromEntries(listBoundaries(...args).map(({ boundary, state }) => [boundary, state]));

describe("listBoundaries", () => {
  it("are all on with namespaces, a filter and control groups", () => {
    const found = states({ level: "os", tool: "bwrap", limitTool: "prlimit", cgroups }, true);
    expect(new Set(Object.values(found))).toEqual(new Set(["on"]));
  });

  it("are weak where only prlimit counts, and say why there are no control groups", () => {
    const list = listBoundaries({ level: "os", tool: "bwrap", limitTool: "prlimit", noCgroups: "read-only" }, true);
    expect(list.find(({ boundary }) => boundary === "memory")).toMatchObject({
      state: "weak",
      detail: expect.stringMatching(/512 MiB.*read-only/),
    });
  });

  it("are missing on a machine without any, with the reason", () => {
    const list = listBoundaries({ level: "process", tool: null, limitTool: null, reason: "no user namespaces" }, false);
    expect(list.filter(({ state }) => state === "missing").map(({ boundary }) => boundary)).toEqual([
      "namespaces",
      "kernel calls",
      "memory",
      "processes",
    ]);
    expect(list[0]?.detail).toBe("no user namespaces");
  });

  it("tells a processor without a filter", () => {
    expect(states({ level: "os", tool: "bwrap", limitTool: "prlimit" }, false)["kernel calls"]).toBe("missing");
  });
});
