import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { CgroupLimits, Cgroups } from "./cgroup.ts";
import type { LaunchPlan } from "./confinement.ts";
import { enterGroups, startEnclosed } from "./start-enclosed.ts";

const folder = mkdtempSync(join(tmpdir(), "plugsmith-enclosed-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const plan = (...args: string[]): LaunchPlan => ({
  command: "sh",
  args: ["-c", ...args],
  environment: { PATH: "/usr/bin:/bin" },
});

/** Groups whose "procs" are plain files; what was written to them is what entered. */
function open(change: { create?: Error; kills?: number; procs?: string[] } = {}) {
  const log: string[] = [];
  const created: CgroupLimits[] = [];
  const procs = change.procs ?? [join(folder, "memory procs"), join(folder, "$(cpu)")];
  const cgroups: Cgroups = {
    version: 2,
    create(limits) {
      if (change.create) throw change.create;
      created.push(limits);
      for (const file of change.procs ? [] : procs) writeFileSync(file, "");
      return { procs, memoryKills: () => change.kills ?? 0, remove: async () => void log.push("remove") };
    },
    close: async () => {},
  };
  return { log, created, cgroups, procs };
}
const limits = { memoryMiB: 128, processes: 64, runtime: "node" };

async function run(own: LaunchPlan, cgroups: Cgroups | undefined, change: Partial<typeof limits> = {}) {
  const process = await startEnclosed(own, folder, cgroups, { ...limits, ...change });
  let said = "";
  process.output.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  process.input.end("typed\n");
  return { exit: await process.exited, said };
}

describe("startEnclosed", () => {
  it("enters every group before the program runs, keeps its pipes and arguments, and removes the group after it", async () => {
    const { log, created, cgroups, procs } = open();
    const { exit, said } = await run(plan('read line; echo "$line $1"; exit 3', "x", "a b"), cgroups);
    expect(exit).toEqual({ code: 3, signal: null });
    expect(said).toBe("typed a b\n");
    expect(procs.map((file) => readFileSync(file, "utf8"))).toEqual(["0\n", "0\n"]);
    expect(log).toEqual(["remove"]);
    expect(created).toEqual([{ memoryMiB: 256, processes: 64, cpuWeight: 25, cpus: 1 }]);
  });

  it("says in words when the kernel ended it for its memory, or did not let it in", async () => {
    const killed = await run(plan("exit 137"), open({ kills: 1 }).cgroups, { runtime: "python" });
    expect(killed.exit.reason).toContain("more than its 192 MiB");
    const refused = await run(plan("echo ran"), open({ procs: [join(folder, "no/such")] }).cgroups);
    expect(refused).toMatchObject({ exit: { reason: expect.stringContaining("did not let it") }, said: "" });
  });

  it("starts nothing whose limits the kernel refuses, and removes the group of what does not start", async () => {
    const refuse = open({ create: new Error("full") });
    await expect(run(plan("exit 0"), refuse.cgroups)).rejects.toMatchObject({ code: "load_failed" });
    const lost = open();
    await expect(startEnclosed(plan("exit 0"), join(folder, "gone"), lost.cgroups, limits)).rejects.toMatchObject({
      code: "tool_missing",
    });
    expect(lost.log).toEqual(["remove"]);
  });

  it("changes nothing where there are no control groups", async () => {
    expect((await run(plan("exit 5"), undefined)).exit).toEqual({ code: 5, signal: null });
  });

  it("hands names to the shell as arguments, never as its text", () => {
    const { args } = enterGroups(plan("exit 0"), ["/a b/$(reboot)"]);
    expect(args[1]).not.toContain("reboot");
    expect(args.slice(2)).toEqual(["sh", "/a b/$(reboot)", "--", "sh", "-c", "exit 0"]);
  });
});
