import { join } from "node:path";
import { connectAgent } from "@plugsmith/plugin-host";
import { listDescendants, listProcesses } from "../runner-agent/src/testing/process-census.ts";
import { agentMain, makeFolderBench, type SpawnedAgent, spawnAgent } from "../runner-agent/src/testing/spawn-agent.ts";
import type { Benchmark, Row } from "./harness/benchmark.ts";
import { readPrivateMemory } from "./harness/read-private-memory.ts";
import { startBareHost } from "./harness/start-bare-host.ts";

const polite =
  "export const methods = { identify: () => 1 }; export const onLoad = () => {}; export const onUnload = () => {};";
/** Never comes back from its goodbye, and does not care for signals. */
const stubborn = `
  export const methods = { identify: () => 1 };
  process.on("SIGTERM", () => {});
  export const onUnload = () => { for (;;); };`;
const network = { outbound: [], inbound: false };
const shutdownMs = 5_000;
const patienceMs = 90_000;

/** Each plugin has a device of its own. */
const idsOf = (index: number) => ({ vendorId: "0403", productId: (0x6001 + index).toString(16) });

interface Round {
  /** Start of the agent's process → it answers. */
  readonly readyMs: number;
  /** Start of the agent's process → every plugin serves calls. */
  readonly allMs: number;
  /** SIGTERM → the agent's process is gone, with every plugin. */
  readonly endMs: number;
  /** Private memory of all plugins' families while they idle, bytes. */
  readonly plugins: number;
}

/** What plugins and waiting spares have started, without the agent itself. */
function measureFamilies(agent: number): number {
  return listDescendants(agent, listProcesses()).reduce((sum, { pid }) => sum + readPrivateMemory(pid), 0);
}

/** Private memory of one Node that has loaded the same plugin and waits, bytes: the median of so many side by side. */
async function measureBare(file: string, count: number): Promise<number> {
  const hosts = await Promise.all(Array.from({ length: count }, () => startBareHost("stdio", file)));
  await new Promise((resolve) => setTimeout(resolve, settleMs));
  const sizes = hosts.map(({ pid }) => readPrivateMemory(pid)).sort((a, b) => a - b);
  await Promise.all(hosts.map((host) => host.stop()));
  return sizes[Math.floor(count / 2)] ?? Number.NaN;
}

const mebibyte = 1024 * 1024;
/** After the last start, until what was only needed for it is given back. */
const settleMs = 1_000;

async function playRound(bench: ReturnType<typeof makeFolderBench>, names: readonly string[]): Promise<Round> {
  const began = performance.now();
  const agent: SpawnedAgent = spawnAgent(process.execPath, [agentMain, "--config", bench.configFile]);
  await agent.waitFor(({ status }) => status === "ready", 0, patienceMs);
  const readyMs = performance.now() - began;
  const client = await connectAgent(bench.socket);
  for (const [index] of names.entries())
    await client.request("simulate", { kind: "attach", device: { port: `1-${index + 1}`, ...idsOf(index) } });
  for (;;) {
    const { plugins } = (await client.request("status")) as { plugins: { phase: string; refusals: object[] }[] };
    const down = plugins.filter(({ phase }) => phase !== "active");
    if (plugins.length === names.length && down.length === 0) break;
    if (performance.now() - began > patienceMs) {
      agent.child.kill("SIGKILL");
      throw new Error(`not every plugin came up: ${JSON.stringify(down[0] ?? plugins.length).slice(0, 600)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const allMs = performance.now() - began;
  await new Promise((resolve) => setTimeout(resolve, settleMs));
  const plugins = measureFamilies(agent.child.pid ?? 0);
  client.close();
  const asked = performance.now();
  agent.child.kill("SIGTERM");
  await agent.exited;
  return { readyMs, allMs, endMs: performance.now() - asked, plugins };
}

const toRow = (name: string, { readyMs, allMs, endMs }: Round): Row => ({
  name,
  values: { ready: readyMs, "all plugins serve": allMs, "SIGTERM to gone": endMs },
  target: `gone in ${shutdownMs} ms`,
  met: endMs <= shutdownMs,
});

/** How long a bench full of plugins takes to end and to come back, also when plugins do not want to go. */
export const benchmark: Benchmark = {
  summary: "start, shutdown and restart of an agent with 50 plugins",
  async run({ quick, say }) {
    const count = quick ? 10 : 50;
    const rows: Row[] = [];
    for (const [kind, code] of [
      ["polite", polite],
      ["stubborn", stubborn],
    ] as const) {
      const bench = makeFolderBench();
      try {
        const names = Array.from({ length: count }, (_, n) => `bench-${kind}-${n}`);
        for (const [index, name] of names.entries())
          bench.writePlugin(name, "1.0.0", code, {
            hooks: ["onUnload"],
            permissions: { filesystem: [], network, usb: [idsOf(index)], memory: 128, queue: [] },
          });
        say(`${count} ${kind} plugins, ${join(bench.root)}`);
        rows.push(toRow(`first start, ${count} ${kind} plugins`, await playRound(bench, names)));
        const restart = await playRound(bench, names);
        rows.push(toRow(`restart, ${count} ${kind} plugins`, restart));
        if (kind === "stubborn") continue;
        const file = join(bench.root, "plugins", names[0] ?? "", "index.mjs");
        const bare = await measureBare(file, Math.min(count, 10));
        rows.push({
          name: `private memory, ${count} idle plugins, MiB`,
          values: {
            plugins: restart.plugins / mebibyte,
            bare: (count * bare) / mebibyte,
            ratio: restart.plugins / (count * bare),
          },
          target: "≤ 1.2 × bare Node",
          met: restart.plugins <= 1.2 * count * bare,
        });
      } finally {
        bench.remove();
      }
    }
    return {
      title: `An agent with ${count} plugins`,
      unit: "ms",
      rows,
      notes: [
        "Plugins do not outlive their agent: a restart's gap for callers is `SIGTERM to gone` plus `all plugins serve`.",
        "Private memory: all processes of the plugins' sandboxes and the spare that waits, beside as many bare Nodes with the same plugin.",
        "Stubborn plugins never return from onUnload and ignore SIGTERM.",
      ],
    };
  },
};
