import { execFileSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { connectAgent } from "@plugsmith/plugin-host";
import type { BenchConfig } from "@plugsmith/schemas";
import { agentMain, makeFolderBench, type SpawnedAgent, spawnAgent } from "./spawn-agent.ts";

const tool = join(import.meta.dirname, "../../../../shared/usb-bench/fake-usb");

/** Namespaces, python and node together take seconds on a machine with more work than cores. */
const slowStartMs = 60_000;

/** Why real usb@3 events cannot be made here, in words for a person; undefined when they can. */
export function explainNoUsbBench(): string | undefined {
  if (!existsSync(tool)) return "the tool usb-bench is not beside the checkout";
  try {
    execFileSync("python3", [tool, "run", "--", "true"], { stdio: "ignore", timeout: 10_000 });
    return undefined;
  } catch {
    return "this machine allows no mount and network namespaces";
  }
}

/** The bus that the agent sees (usb-bench/client.mjs). */
export interface FakeUsb {
  attach(
    id: string,
    options: { serial?: string; port?: string; deviceClass?: number; silent?: boolean },
  ): Promise<{ readonly port: string }>;
  detach(port: string, options?: { silent?: boolean }): Promise<unknown>;
  detachAll(): Promise<unknown>;
  list(): Promise<readonly { readonly port: string; readonly serial?: string | null }[]>;
  waitForListener(): Promise<void>;
  close(): void;
}

/** An agent with next to none of the time that a plugin stays up after its device went: each cycle loads and unloads. */
const withoutLinger = `
  import { startAgent } from ${JSON.stringify(pathToFileURL(join(agentMain, "../agent.ts")).href)};
  import { readConfig } from ${JSON.stringify(pathToFileURL(join(agentMain, "../read-config.ts")).href)};
  const print = (value) => process.stdout.write(JSON.stringify(value) + "\\n");
  const agent = await startAgent(readConfig(process.argv[1]), { lingerMs: 20, onEvent: print });
  process.once("SIGTERM", () => agent.close().then(() => process.exit(0)));
  print(agent.ready);`;

/** The real agent in a namespace whose USB bus the test plugs into. `linger: false`: a plugin goes with its device. */
export async function openUsbBench(
  options: { linger?: boolean; attach?: readonly string[]; limits?: BenchConfig["limits"] } = {},
) {
  const bench = makeFolderBench();
  const { root } = bench;
  const sources = { usb: true, registry: false, folder: join(root, "plugins") };
  const { limits } = options;
  writeFileSync(bench.configFile, JSON.stringify({ ...bench.config, sources, ...(limits ? { limits } : {}) }));
  return {
    ...bench,
    async start() {
      const usbSocket = join(root, "usb.sock");
      const program =
        options.linger === false
          ? ["--input-type=module", "-e", withoutLinger, bench.configFile]
          : [agentMain, "--config", bench.configFile];
      const agent = spawnAgent("python3", [
        ...[tool, "run", "--socket", usbSocket, ...(options.attach ?? []).flatMap((spec) => ["--attach", spec]), "--"],
        ...[process.execPath, ...program],
      ]);
      const end = async () => {
        agent.child.kill("SIGTERM");
        await agent.exited;
        bench.remove();
      };
      try {
        const { pid } = await agent.waitFor(({ status }) => status === "ready", 0, slowStartMs);
        const { FakeUsb } = (await import(pathToFileURL(join(tool, "../client.mjs")).href)) as {
          FakeUsb: { connect(path: string): Promise<FakeUsb> };
        };
        const bus = await FakeUsb.connect(usbSocket);
        await bus.waitForListener();
        return describeRun(agent, bus, await connectAgent(bench.socket), Number(pid), end);
      } catch (error) {
        await end();
        throw error;
      }
    },
  };
}

function describeRun(
  agent: SpawnedAgent,
  bus: FakeUsb,
  client: Awaited<ReturnType<typeof connectAgent>>,
  pid: number,
  end: () => Promise<void>,
) {
  return {
    agent,
    bus,
    client,
    pid,
    /** The agent's word on one device, the first from line `since` on. */
    told: (kind: "attached" | "detached", key: string, since = 0) =>
      agent.waitFor(
        ({ type, device }) => type === `forge.device.${kind}` && (device as { key: string }).key === key,
        since,
        slowStartMs,
      ),
    async close() {
      client.close();
      bus.close();
      await end();
    },
  };
}
