import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Benchmark, Row } from "./harness/benchmark.ts";
import type { CycleResult } from "./harness/cycle-plugins.ts";

const script = join(import.meta.dirname, "harness/cycle-plugins.ts");
const mebibyte = 1024 * 1024;
async function runCycles(kind: "agent" | "fork", warmup: number, cycles: number, folder: string): Promise<CycleResult> {
  const args = ["--expose-gc", script, kind, String(warmup), String(cycles)];
  const env = { ...process.env, TMPDIR: folder };
  const { stdout } = await promisify(execFile)(process.execPath, args, { env });
  return JSON.parse(stdout) as CycleResult;
}

/** What load and unload leave behind in the agent's process and on its machine, beside a loop of bare forks. */
export const benchmark: Benchmark = {
  summary: "memory, processes, descriptors and files after load/unload cycles beside a bare fork loop",
  async run({ quick, say }) {
    const cycles = quick ? 50 : 1_000;
    // Compiled code is all that the first cycles leave (heap snapshots of cycles 150 and 450 compared); it is paid once.
    const warmup = quick ? 20 : 400;
    const folder = mkdtempSync(join(tmpdir(), "plugsmith-cycles-"));
    const describe = (name: string, { ms, before, after }: CycleResult): Row => ({
      name,
      values: {
        "heap MiB": (after.heap - before.heap) / mebibyte,
        "RSS MiB": (after.rss - before.rss) / mebibyte,
        descriptors: after.descriptors - before.descriptors,
        processes: after.processes - before.processes,
        files: after.files - before.files,
        "ms/cycle": ms / cycles,
      },
    });
    say(`${cycles} cycles of bare fork`);
    const fork = await runCycles("fork", warmup, cycles, folder);
    say(`${cycles} cycles of the agent`);
    const agent = await runCycles("agent", warmup, cycles, folder);
    const row = describe("agent: device in, load, unload", agent);
    const { "heap MiB": heap = Number.NaN, descriptors, processes, files } = row.values;
    const left = readdirSync(folder).length;
    rmSync(folder, { recursive: true, force: true });
    return {
      title: `${cycles} load/unload cycles, growth`,
      unit: "see columns",
      rows: [
        describe("bare fork, kill", fork),
        {
          ...row,
          target: "heap ≤ 0.5 MiB; descriptors, processes, files 0",
          met: heap <= 0.5 && descriptors === 0 && processes === 0 && files === 0,
        },
        { name: "folders left in the temporary folder", values: { files: left }, target: "0", met: left === 0 },
      ],
      notes: [
        `Growth from cycle ${warmup} to cycle ${warmup + cycles}, after garbage collection, each loop in a process of its own.`,
        "The agent's journal is one file that grows by about 1 KB a cycle up to 4 MiB, then turns over once.",
      ],
    };
  },
};
