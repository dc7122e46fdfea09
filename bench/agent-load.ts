import type { Benchmark, Row } from "./harness/benchmark.ts";
import { measureAgent } from "./harness/measure-agent.ts";
import { measureInterleaved, type Variant } from "./harness/measure-interleaved.ts";
import { type OpenSlot, openPluginSlot } from "./harness/open-plugin-slot.ts";
import { type BareKind, startBareHost } from "./harness/start-bare-host.ts";
import type { Summary } from "./harness/summarize.ts";

const describe = (name: string, own: Summary, peer: Summary): Row => ({
  name,
  values: { p50: own.p50, p99: own.p99, min: own.min, ratio: own.p50 / peer.p50 },
});

const atMost = (row: Row, target: string, met: boolean): Row => ({ ...row, target, met });

/** Start → onLoad returned; stopping, and getting the next spare ready, are not counted. */
async function measureLoad(cold: OpenSlot, warm: OpenSlot, rounds: number): Promise<Row[]> {
  const bare =
    (kind: BareKind): Variant =>
    async () => {
      const began = performance.now();
      const host = await startBareHost(kind, cold.file);
      const ms = performance.now() - began;
      await host.stop();
      return ms;
    };
  const ours =
    (open: OpenSlot): Variant =>
    async () => {
      await open.refill();
      const ms = await open.load();
      await open.unload();
      await open.refill();
      return ms;
    };
  const measured = await measureInterleaved(
    { fork: bare("fork"), bwrap: bare("bwrap"), cold: ours(cold), warm: ours(warm) },
    { rounds, warmup: 3 },
  );
  const { fork, bwrap } = measured;
  const best = measured.warm;
  return [
    describe("load: bare fork", fork, fork),
    describe("load: bare bwrap + node", bwrap, fork),
    atMost(
      describe("load: plugsmith, cold", measured.cold, fork),
      "≤ 1.3 × bare bwrap + node",
      measured.cold.p50 <= 1.3 * bwrap.p50,
    ),
    atMost(
      describe("load: plugsmith, a spare waits", best, fork),
      "p50 ≤ 1/8 of bare fork, p99 ≤ 10 ms",
      best.p50 <= fork.p50 / 8 && best.p99 <= 10,
    ),
  ];
}

/** Eight plugins at once, until the last one is loaded. */
async function measureBurst(rounds: number): Promise<Row[]> {
  const slots = await Promise.all(Array.from({ length: 8 }, () => openPluginSlot(1)));
  const time = async (starts: readonly (() => Promise<unknown>)[]) => {
    const began = performance.now();
    const done = await Promise.all(starts.map((start) => start()));
    return { ms: performance.now() - began, done };
  };
  try {
    const measured = await measureInterleaved(
      {
        fork: async () => {
          const { ms, done } = await time(
            slots.map(
              ({ file }) =>
                () =>
                  startBareHost("fork", file),
            ),
          );
          await Promise.all(done.map((host) => (host as Awaited<ReturnType<typeof startBareHost>>).stop()));
          return ms;
        },
        ours: async () => {
          for (const slot of slots) await slot.refill();
          const { ms } = await time(slots.map((slot) => slot.load));
          await Promise.all(slots.map((slot) => slot.unload()));
          for (const slot of slots) await slot.refill();
          return ms;
        },
      },
      { rounds, warmup: 1 },
    );
    return [
      describe("8 at once: bare fork", measured.fork, measured.fork),
      atMost(
        describe("8 at once: plugsmith, 8 spares wait", measured.ours, measured.fork),
        "p50 ≤ 10 ms",
        measured.ours.p50 <= 10,
      ),
    ];
  } finally {
    await Promise.all(slots.map((slot) => slot.close()));
  }
}

/** One call after the other, each a round trip of a small object. */
async function measureCalls(open: OpenSlot, rounds: number) {
  const stdio = await startBareHost("stdio", open.file);
  const fork = await startBareHost("fork", open.file);
  await open.load();
  try {
    const args = { id: 7, text: "a small argument" };
    const measured = await measureInterleaved(
      {
        stdio: () => stdio.call(args).then(() => undefined),
        fork: () => fork.call(args).then(() => undefined),
        ours: () => open.slot.call("bench", "echo", args).then(() => undefined),
      },
      { rounds, warmup: Math.round(rounds / 10) },
    );
    return [
      describe("call: bare newline-delimited JSON over stdio", measured.stdio, measured.stdio),
      describe("call: bare fork, Node's own IPC", measured.fork, measured.stdio),
      atMost(
        describe("call: plugsmith", measured.ours, measured.stdio),
        "≤ 2 × bare stdio",
        measured.ours.p50 <= 2 * measured.stdio.p50,
      ),
    ];
  } finally {
    await Promise.all([open.unload(), stdio.stop(), fork.stop()]);
  }
}

/** What the agent's isolation and bookkeeping cost beside the barest hosts of the same Node, in one run. */
export const benchmark: Benchmark = {
  summary: "plugin load, calls, device → hook and swap pause beside bare fork, bare bwrap and bare stdio",
  async run({ quick, say }) {
    const open = await openPluginSlot();
    const warm = await openPluginSlot(1);
    try {
      say(`isolation: ${open.confinement.level}`);
      say("load");
      const load = await measureLoad(open, warm, quick ? 10 : 200);
      const burst = await measureBurst(quick ? 3 : 30);
      say("calls");
      const calls = await measureCalls(open, quick ? 200 : 5_000);
      say("device → onUSBAttach, and swaps under calls");
      const agent = await measureAgent(quick ? 5 : 100, quick ? 3 : 50);
      const { attachRunning, attachCold, attachWarm, swapPause, steadyPause } = agent;
      const rows: Row[] = [
        ...load,
        ...burst,
        ...calls,
        atMost(
          describe("device → onUSBAttach, plugin runs", attachRunning, attachRunning),
          "p99 ≤ 20 ms",
          attachRunning.p99 <= 20,
        ),
        atMost(
          describe("device → onUSBAttach, plugin starts in a spare", attachWarm, attachRunning),
          "p50 ≤ 20 ms",
          attachWarm.p50 <= 20,
        ),
        atMost(
          describe("device → onUSBAttach, plugin starts cold", attachCold, attachRunning),
          "p50 ≤ 60 ms",
          attachCold.p50 <= 60,
        ),
        describe("longest pause of a caller, no swap", steadyPause, steadyPause),
        atMost(
          describe("longest pause of a caller, swap", swapPause, steadyPause),
          "p50 ≤ 5 ms, 0 calls lost",
          swapPause.p50 <= 5 && agent.lostCalls === 0,
        ),
      ];
      const notes = [
        `Isolation of this machine: ${open.confinement.level}${open.confinement.reason ? ` (${open.confinement.reason})` : ""}.`,
        "load: verified package on disk → files read back and compared, process started, onLoad returned, ping answered. Peers import the same file and run the same onLoad.",
        "device: from the simulated source to the first line of the hook, in the whole agent with journal, signed events and a loopback forge.",
      ];
      return { title: "Plugins on the bench", unit: "ms", rows, notes };
    } finally {
      await open.close();
      await warm.close();
    }
  },
};
