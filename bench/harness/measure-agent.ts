import { openFakeBench } from "../../runner-agent/src/testing/fake-bench.ts";
import { pluginText } from "./open-plugin-slot.ts";
import { type Summary, summarize } from "./summarize.ts";

const usb = [{ vendorId: "0403", productId: "6001" }];
const board = { vendorId: "0403", productId: "6001", serial: "A1", port: "1-2" };
const name = "bench-echo";

export interface AgentTimes {
  /** A device appears and its plugin runs already: until the first line of onUSBAttach. */
  readonly attachRunning: Summary;
  /** A device appears, its plugin is in the store: check, start, onLoad, until the first line of onUSBAttach. */
  readonly attachStarting: Summary;
  /** Longest pause between two answers that a caller without any pause of its own sees while the plugin is swapped. */
  readonly swapPause: Summary;
  /** The same caller for as long without a swap: what this machine's noise costs. */
  readonly steadyPause: Summary;
  readonly lostCalls: number;
}

const now = () => performance.timeOrigin + performance.now();

/** Times the whole agent in this process, with real plugin processes, a simulated device source and a loopback forge. */
export async function measureAgent(rounds: number, swaps: number): Promise<AgentTimes> {
  const bench = await openFakeBench({}, { lingerMs: 0 });
  try {
    const methods = ["echo", "attachedAt"];
    bench.forge.publish({ name, version: "1.0.0", usb, code: pluginText, methods });
    await bench.agent().request("poll");
    const attach = async () => {
      const since = bench.events.length;
      const began = now();
      await bench.attach(board);
      await bench.waitFor("forge.device.attached", since);
      return Number(await bench.call(name, "attachedAt")) - began;
    };
    const detach = async (until: "forge.device.detached" | "forge.plugin.unloaded") => {
      const since = bench.events.length;
      await bench.detach(board);
      await bench.waitFor(until, since);
    };
    const repeat = async (count: number, until: Parameters<typeof detach>[0]) => {
      const samples: number[] = [];
      for (let round = -2; round < count; round++) {
        const ms = await attach();
        if (round >= 0) samples.push(ms);
        await detach(until);
      }
      return summarize(samples);
    };
    const attachStarting = await repeat(rounds, "forge.plugin.unloaded");
    await bench.agent().request("load", { plugin: name });
    const attachRunning = await repeat(rounds, "forge.device.detached");

    let lostCalls = 0;
    const listenDuring = async (work: () => Promise<unknown>) => {
      let running = true;
      let longest = 0;
      const caller = (async () => {
        let last = now();
        while (running) {
          await bench.call(name, "echo", { n: 1 }).catch(() => lostCalls++);
          const answered = now();
          longest = Math.max(longest, answered - last);
          last = answered;
        }
      })();
      await work().finally(() => {
        running = false;
      });
      await caller;
      return longest;
    };
    const pauses: { swap: number[]; steady: number[] } = { swap: [], steady: [] };
    for (let round = 0; round < swaps; round++) {
      const began = now();
      pauses.swap.push(await listenDuring(() => bench.agent().request("reload", { plugin: name })));
      const lasted = now() - began;
      pauses.steady.push(await listenDuring(() => new Promise((resolve) => setTimeout(resolve, lasted))));
    }
    const swapPause = summarize(pauses.swap);
    return { attachStarting, attachRunning, swapPause, steadyPause: summarize(pauses.steady), lostCalls };
  } finally {
    await bench.close();
  }
}
