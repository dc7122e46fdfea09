import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openJobDatabase } from "../runner-agent/src/jobs/job-database-store.ts";
import { createJobQueue } from "../runner-agent/src/jobs/job-queue.ts";
import { openJobStore } from "../runner-agent/src/jobs/job-store.ts";
import { openRepeatStore } from "../runner-agent/src/jobs/repeat-store.ts";
import { readClock } from "../runner-agent/src/read-clock.ts";
import type { Benchmark, Row } from "./harness/benchmark.ts";
import { measureInterleaved } from "./harness/measure-interleaved.ts";
import { openPluginSlot } from "./harness/open-plugin-slot.ts";
import type { Summary } from "./harness/summarize.ts";

const lanes = 4;
type Work = (n: number) => Promise<unknown>;

/** An array and a few workers: what a queue costs that remembers nothing. */
async function runInMemory(count: number, work: Work): Promise<number> {
  const began = performance.now();
  const waiting = Array.from({ length: count }, (_, n) => n);
  const worker = async () => {
    for (let n = waiting.shift(); n !== undefined; n = waiting.shift()) await work(n);
  };
  await Promise.all(Array.from({ length: lanes }, worker));
  return performance.now() - began;
}

/** Each job added on its own with a key, on disk before it is answered, run by the plugin and its answer kept. */
async function runDurable(count: number, work: Work): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "plugsmith-queue-"));
  const database = openJobDatabase(join(folder, "jobs.sqlite"), () => {});
  const all = Promise.withResolvers<void>();
  let done = 0;
  const queue = createJobQueue({
    clock: readClock(),
    jobs: openJobStore(database),
    repeats: openRepeatStore(database),
    deliver: (_plugin, job) => work(Number((job.data as { n: number }).n)),
    chance: Math.random,
    concurrency: () => lanes,
    ready: () => true,
    onTry(_row, state) {
      if (state !== "done") all.reject(new Error(`a job became ${state}`));
      if (++done === count) all.resolve();
    },
    log: (message) => all.reject(new Error(message)),
  });
  const began = performance.now();
  const add = (n: number) => queue.add({ plugin: "bench-echo", name: "echo", key: `k${n}`, data: { n } });
  await Promise.all([...Array.from({ length: count }, (_, n) => add(n)), all.promise]);
  const ms = performance.now() - began;
  await queue.close(0);
  rmSync(folder, { recursive: true, force: true });
  return ms;
}

/** Jobs a minute through the durable queue to a loaded plugin, beside loops that forget everything. */
export const benchmark: Benchmark = {
  summary: "durable jobs a minute on a loaded plugin beside an in-memory loop",
  async run({ quick }) {
    const count = quick ? 500 : 3_000;
    const open = await openPluginSlot();
    await open.load();
    const options = { timeoutMs: 10_000, signal: new AbortController().signal };
    const toPlugin: Work = (n) => open.slot.deliverJob({ id: String(n), name: "echo", data: { n } }, options);
    const nothing: Work = async (n) => n;
    const measured = await measureInterleaved(
      {
        bare: () => runInMemory(count, nothing),
        memory: () => runInMemory(count, toPlugin),
        store: () => runDurable(count, nothing),
        durable: () => runDurable(count, toPlugin),
      },
      { rounds: quick ? 3 : 7, warmup: 1 },
    ).finally(open.close);
    const perMinute = ({ p50 }: Summary) => Math.round((count / p50) * 60_000);
    const describe = (name: string, own: Summary): Row => ({
      name,
      values: {
        "jobs/min": perMinute(own),
        "jobs/s": Math.round((count / own.p50) * 1_000),
        ratio: own.p50 / measured.memory.p50,
      },
    });
    return {
      title: `${count} jobs`,
      unit: "see columns",
      rows: [
        describe("in memory, a job that does nothing", measured.bare),
        describe("in memory, to a loaded plugin", measured.memory),
        describe("durable queue alone", measured.store),
        {
          ...describe("durable queue, to a loaded plugin", measured.durable),
          target: "≥ 10,000 jobs a minute",
          met: perMinute(measured.durable) >= 10_000,
        },
      ],
      notes: [
        `Four jobs at once. Durable: SQLite with a write-ahead log, each job has a key and is on disk (fsync) before its add resolves; outcomes survive a kill, not a loss of power, after which a job runs once more.`,
        "ratio: time beside the in-memory loop to the same plugin.",
      ],
    };
  },
};
