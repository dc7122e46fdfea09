/**
 * Runs in usb-vm, whose kernel has control groups of version 2 alone: takes a group as systemd would give one, tries the limits
 * on real processes, and prints what happened as one line of JSON.
 */
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { CgroupLimits } from "../cgroup.ts";
import { openCgroups } from "../cgroup-store.ts";
import { enterGroups } from "../start-enclosed.ts";

const root = "/sys/fs/cgroup";
const service = `${root}/service`;
/** Takes 300 MiB outside the JavaScript heap, which no heap limit sees. */
const bomb = "const all = []; for (let n = 0; n < 300; n++) all.push(Buffer.alloc(1048576, 1)); console.log('lived')";
const forks = "for n in 1 2 3 4 5 6 7 8; do sleep 60 & done; echo all started";

execFileSync("mount", ["-t", "cgroup2", "none", root]);
mkdirSync(service);
writeFileSync(`${root}/cgroup.subtree_control`, "+memory +pids +cpu");
writeFileSync(`${service}/cgroup.procs`, String(process.pid));
const { cgroups, reason } = await openCgroups(`plugsmith-7e57-${process.pid}`);

async function play(program: readonly [string, ...string[]], change: Partial<CgroupLimits>) {
  if (!cgroups) throw new Error(reason);
  const group = cgroups.create({ memoryMiB: 96, processes: 16, cpuWeight: 25, cpus: 1, ...change });
  const [command, ...args] = program;
  const plan = enterGroups({ command, args, environment: {} }, group.procs);
  const child = spawn(plan.command, plan.args, { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
  const exit = await new Promise((resolve) => child.once("exit", (code, signal) => resolve(signal ?? code)));
  const kills = group.memoryKills();
  await group.remove();
  return { exit, kills, said: said.slice(0, 200) };
}

const memory = await play([process.execPath, "-e", bomb], {});
const processes = await play(["/bin/sh", "-c", forks], { processes: 4 });
await cgroups?.close();
const left = execFileSync("find", [service, "-mindepth", "1", "-type", "d"]).toString().trim().split("\n");
const own = readFileSync("/proc/self/cgroup", "utf8").trim();
console.log(JSON.stringify({ version: cgroups?.version, own, memory, processes, left }));
