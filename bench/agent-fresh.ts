import type { Benchmark, Row } from "./harness/benchmark.ts";
import { type OpenSlot, openPluginSlot } from "./harness/open-plugin-slot.ts";
import { type BareKind, startBareHost } from "./harness/start-bare-host.ts";

/** Jobs side by side: one more than the cores that the target speaks of, so that neither waits for a process to end. */
const lanes = 3;
/** Jobs a minute on two cores. */
const target = 2_000;
const job = { id: 7, text: "a small job" };

/** Jobs a minute of all lanes together, each lane one job after the other. */
async function measureRate(jobs: number, perform: (lane: number) => Promise<void>): Promise<number> {
  let left = jobs;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      while (left > 0) {
        left -= 1;
        await perform(lane);
      }
    }),
  );
  return jobs / ((performance.now() - began) / 60_000);
}

/** Jobs that each get a sandbox of their own, which nothing ran in before and nothing runs in after. */
export const benchmark: Benchmark = {
  summary: "jobs a minute, each in a sandbox of its own, beside bare fork and bare bwrap + node",
  async run({ quick, say }) {
    const jobs = quick ? 60 : 600;
    const slots: OpenSlot[] = await Promise.all(Array.from({ length: lanes }, () => openPluginSlot(1)));
    try {
      const [first] = slots;
      if (!first) throw new Error("There is no slot.");
      const bare = (kind: BareKind) => async () => {
        const host = await startBareHost(kind, first.file);
        await host.call(job);
        await host.stop();
      };
      const ours = async (lane: number) => {
        const open = slots[lane];
        if (!open) throw new Error(`There is no lane ${lane}.`);
        await open.load();
        await open.slot.call("bench", "echo", job);
        await open.unload();
      };
      const rates: Record<string, number> = {};
      for (const [name, perform] of Object.entries({ fork: bare("fork"), bwrap: bare("bwrap"), ours })) {
        await measureRate(lanes * 4, perform);
        rates[name] = await measureRate(jobs, perform);
        say(`${name}: ${Math.round(rates[name])} jobs/min`);
      }
      const row = (name: string, key: string): Row => {
        const rate = rates[key] ?? Number.NaN;
        return { name, values: { "jobs/min": rate, ratio: rate / (rates["fork"] ?? Number.NaN) } };
      };
      return {
        title: `${jobs} jobs, ${lanes} at a time (see columns)`,
        unit: "jobs/min",
        rows: [
          row("bare fork, killed after the job", "fork"),
          row("bare bwrap + node, killed after the job", "bwrap"),
          {
            ...row("plugsmith: isolated, onLoad, ping, job, onUnload", "ours"),
            target: `≥ ${target} jobs/min on 2 cores`,
            met: (rates["ours"] ?? Number.NaN) >= target,
          },
        ],
        notes: [
          `Isolation of this machine: ${first.confinement.level}. Spares are refilled while jobs run, and cost what they cost.`,
        ],
      };
    } finally {
      await Promise.all(slots.map((open) => open.close()));
    }
  },
};
