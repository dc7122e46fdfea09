import { spawn } from "node:child_process";
import { globSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { openCgroups } from "./cgroup-store.ts";
import { enterGroups } from "./start-enclosed.ts";

const name = `plugsmith-7e57-${process.pid}`;
const { cgroups, reason } = await openCgroups(name);
afterAll(() => cgroups?.close());

/** Takes 300 MiB outside the JavaScript heap, which no heap limit sees. */
const bomb = "const all = []; for (let n = 0; n < 300; n++) all.push(Buffer.alloc(1048576, 1)); console.log('lived')";

describe("openCgroups", () => {
  it("answers groups that work, or why there are none", () => {
    expect(cgroups === undefined).toBe(reason !== undefined);
  });

  it.skipIf(!cgroups)(
    "ends a family at its memory limit, counts it, and leaves nothing",
    { timeout: 60_000 },
    async () => {
      const group = cgroups?.create({ memoryMiB: 128, processes: 32, cpuWeight: 25, cpus: 1 });
      const bombed = { command: process.execPath, args: ["-e", bomb], environment: {} };
      const { command, args } = enterGroups(bombed, group?.procs ?? []);
      const child = spawn(command, args);
      let said = "";
      child.stdout.on("data", (chunk: Buffer) => {
        said += chunk.toString();
      });
      await new Promise((resolve) => child.once("close", resolve));
      expect(said).toBe("");
      expect(group?.memoryKills()).toBeGreaterThan(0);
      await group?.remove();
      expect(group?.memoryKills()).toBe(0);
    },
  );

  it.skipIf(!cgroups)("takes away what an agent left that is dead, and nothing of one that lives", async () => {
    const gone = await openCgroups("plugsmith-7e57-4194305");
    gone.cgroups?.create({ memoryMiB: 64, processes: 8, cpuWeight: 25, cpus: 1 });
    const living = await openCgroups("plugsmith-7e57-1");
    living.cgroups?.create({ memoryMiB: 64, processes: 8, cpuWeight: 25, cpus: 1 });
    await openCgroups(name);
    const found = globSync("/sys/fs/cgroup/**/plugsmith-7e57-{4194305,1}");
    expect(found.filter((path) => path.endsWith("-4194305"))).toEqual([]);
    expect(found).not.toEqual([]);
    await living.cgroups?.close();
  });

  it.skipIf(!cgroups)("lets no family have more processes than it may", { timeout: 60_000 }, async () => {
    const group = cgroups?.create({ memoryMiB: 128, processes: 4, cpuWeight: 25, cpus: 1 });
    const script = 'for n in 1 2 3 4 5 6 7 8; do sleep 30 & done; echo "all started"';
    const forking = { command: "/bin/sh", args: ["-c", script], environment: {} };
    const { command, args } = enterGroups(forking, group?.procs ?? []);
    const child = spawn(command, args);
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => {
        said += chunk.toString();
      });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    await ended;
    await group?.remove();
    expect(said).not.toContain("all started");
  });
});
