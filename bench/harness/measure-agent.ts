import { type FakeBench, openFakeBench } from "../../runner-agent/src/testing/fake-bench.ts";
import { pluginText } from "./open-plugin-slot.ts";
import { type Summary, summarize } from "./summarize.ts";

const usb = [{ vendorId: "0403", productId: "6001" }];
const board = { vendorId: "0403", productId: "6001", serial: "A1", port: "1-2" };
const name = "bench-echo";

export interface AgentTimes {
  /** A device appears and its plugin runs already: until the first line of onUSBAttach. */
  readonly attachRunning: Summary;
  /** A device appears, its plugin is in the store: check, start, onLoad, until the first line of onUSBAttach. */
  readonly attachCold: Summary;
  /** The same with a spare process waiting. */
  readonly attachWarm: Summary;
  /** Longest pause between two answers that a caller without any pause of its own sees while the plugin is swapped. */
  readonly swapPause: Summary;
  /** The same caller for as long without a swap: what this machine's noise costs. */
  readonly steadyPause: Summary;
  readonly lostCalls: number;
}

const now = () => performance.timeOrigin + performance.now();

async function openBench(spares: number): Promise<FakeBench> {
  const bench = await openFakeBench({}, { lingerMs: 0, spares });
  bench.forge.publish({ name, version: "1.0.0", usb, code: pluginText, methods: ["echo", "attachedAt"] });
  await bench.agent().request("poll");
  return bench;
}

/** Plugs a device in and out; the time from the source to the plugin's hook. `until`: what ends a round. */
async function timeAttach(
  bench: FakeBench,
  rounds: number,
  until: "forge.device.detached" | "forge.plugin.unloaded",
  spares: number,
): Promise<Summary> {
  const samples: number[] = [];
  for (let round = -2; round < rounds; round++) {
    while (round >= 0 && bench.agent().status().spares < spares) await new Promise((resolve) => setTimeout(resolve, 5));
    const before = bench.events.length;
    const began = now();
    await bench.attach(board);
    await bench.waitFor("forge.device.attached", before);
    if (round >= 0) samples.push(Number(await bench.call(name, "attachedAt")) - began);
    const since = bench.events.length;
    await bench.detach(board);
    await bench.waitFor(until, since);
  }
  return summarize(samples);
}

/** Longest pause between two answers that a caller without a pause of its own sees while `work` goes on. */
async function findPause(bench: FakeBench, work: () => Promise<unknown>): Promise<{ longest: number; lost: number }> {
  let running = true;
  let longest = 0;
  let lost = 0;
  const caller = (async () => {
    let last = now();
    while (running) {
      await bench.call(name, "echo", { n: 1 }).catch(() => lost++);
      const answered = now();
      longest = Math.max(longest, answered - last);
      last = answered;
    }
  })();
  await work().finally(() => {
    running = false;
  });
  await caller;
  return { longest, lost };
}

async function measureSwaps(bench: FakeBench, swaps: number) {
  const swap: number[] = [];
  const steady: number[] = [];
  let lostCalls = 0;
  for (let round = 0; round < swaps; round++) {
    while (bench.agent().status().spares < 1) await new Promise((resolve) => setTimeout(resolve, 5));
    const began = now();
    const during = await findPause(bench, () => bench.agent().request("reload", { plugin: name }));
    const lasted = now() - began;
    swap.push(during.longest);
    lostCalls += during.lost;
    const rest = await findPause(bench, () => new Promise((resolve) => setTimeout(resolve, lasted)));
    steady.push(rest.longest);
  }
  return { swapPause: summarize(swap), steadyPause: summarize(steady), lostCalls };
}

/** Times the whole agent in this process, with real plugin processes, a simulated device source and a loopback forge. */
export async function measureAgent(rounds: number, swaps: number): Promise<AgentTimes> {
  const cold = await openBench(0);
  const attachCold = await timeAttach(cold, rounds, "forge.plugin.unloaded", 0).finally(cold.close);
  const bench = await openBench(1);
  try {
    const attachWarm = await timeAttach(bench, rounds, "forge.plugin.unloaded", 1);
    await bench.agent().request("load", { plugin: name });
    const attachRunning = await timeAttach(bench, rounds, "forge.device.detached", 0);
    return { attachCold, attachWarm, attachRunning, ...(await measureSwaps(bench, swaps)) };
  } finally {
    await bench.close();
  }
}
