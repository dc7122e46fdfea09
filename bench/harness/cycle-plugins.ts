/**
 * `node --expose-gc cycle-plugins.ts agent|fork <warmup> <cycles>`: loads and unloads one plugin again and again, in the
 * whole agent (device in, device out) or by bare fork and kill, and prints what it left behind as one line of JSON.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startAgent } from "../../runner-agent/src/agent.ts";
import { makeFolderBench } from "../../runner-agent/src/testing/spawn-agent.ts";
import { pluginText } from "./open-plugin-slot.ts";
import { startBareHost } from "./start-bare-host.ts";

/** What a process holds at one moment. Bytes; numbers of things. */
interface Holdings {
  readonly heap: number;
  readonly rss: number;
  readonly descriptors: number;
  /** Living processes whose command line names our folder, whoever is their parent. */
  readonly processes: number;
  /** Files and folders below our folder. */
  readonly files: number;
}

export interface CycleResult {
  readonly cycles: number;
  readonly ms: number;
  readonly before: Holdings;
  readonly after: Holdings;
}

const [kind = "", warmup = "50", cycles = "200"] = process.argv.slice(2);
const bench = makeFolderBench();

function countProcesses(): number {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(bench.root);
      } catch {
        return false;
      }
    }).length;
}

async function measure(): Promise<Holdings> {
  // Twice, with turns of the loop between: what the first one finalises, the second one frees.
  for (let turn = 0; turn < 2; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    globalThis.gc?.();
  }
  const { heapUsed: heap, rss } = process.memoryUsage();
  const files = readdirSync(bench.root, { recursive: true }).length;
  return { heap, rss, descriptors: readdirSync("/proc/self/fd").length, processes: countProcesses(), files };
}

async function openAgentCycle() {
  bench.writePlugin("bench-echo", "1.0.0", pluginText, { methods: ["echo", "attachedAt"] });
  let notice: { type: string; resolve(): void } | undefined;
  const agent = await startAgent(bench.config, {
    lingerMs: 0,
    onEvent: ({ type }) => {
      if (type === notice?.type) notice.resolve();
    },
  });
  const device = { vendorId: "0403", productId: "6001", serial: "A1", port: "1-2" };
  const step = async (kind: "attach" | "detach", type: string) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    notice = { type, resolve };
    await agent.request("simulate", { kind, device });
    await promise;
  };
  const cycle = async () => {
    await step("attach", "forge.device.attached");
    await step("detach", "forge.plugin.unloaded");
  };
  return { cycle, close: () => agent.close() };
}

function openForkCycle() {
  const file = join(bench.root, "plugin.mjs");
  writeFileSync(file, pluginText);
  return { cycle: async () => (await startBareHost("fork", file)).stop(), close: async () => {} };
}

try {
  const { cycle, close } = kind === "agent" ? await openAgentCycle() : openForkCycle();
  for (let n = 0; n < Number(warmup); n++) await cycle();
  const before = await measure();
  const began = performance.now();
  for (let n = 0; n < Number(cycles); n++) await cycle();
  const ms = performance.now() - began;
  const result: CycleResult = { cycles: Number(cycles), ms, before, after: await measure() };
  await close();
  console.log(JSON.stringify(result));
} finally {
  bench.remove();
}
