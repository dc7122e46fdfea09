import { join } from "node:path";
import { connectAgent } from "@plugsmith/plugin-host";
import { agentMain, makeFolderBench, type SpawnedAgent, spawnAgent } from "../runner-agent/src/testing/spawn-agent.ts";
import type { Benchmark, Row } from "./harness/benchmark.ts";

const polite = "export const methods = { identify: () => 1 }; export const onUnload = () => {};";
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
}

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
  client.close();
  const asked = performance.now();
  agent.child.kill("SIGTERM");
  await agent.exited;
  return { readyMs, allMs, endMs: performance.now() - asked };
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
        rows.push(toRow(`restart, ${count} ${kind} plugins`, await playRound(bench, names)));
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
        "Stubborn plugins never return from onUnload and ignore SIGTERM.",
      ],
    };
  },
};
