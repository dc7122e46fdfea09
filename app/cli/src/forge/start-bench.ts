import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BenchConfig, TrustPolicy } from "@plugsmith/schemas";
import {
  connectSimulated,
  connectUsbBench,
  explainMissingUsbBench,
  type Plugboard,
  usbBenchCommand,
} from "./plugboard.ts";
import { plugsmithRoot } from "./release-files.ts";
import { assertRunning, cleanEnvironment, type ManagedProcess, spawnProcess } from "./spawn-process.ts";
import { waitFor } from "./wait-for.ts";

export interface BenchOptions {
  readonly workFolder: string;
  readonly repository: string;
  readonly apiUrl: string;
  readonly botUrl: string;
  readonly benchId: string;
  readonly privateKeyPem: string;
  readonly policy: TrustPolicy;
  /** The registry's pinned root. */
  readonly rootFile: string;
  /** Level of isolation that the bench insists on. */
  readonly require: "os" | "process";
  readonly pluginConfig: Record<string, { config: Record<string, unknown> }>;
  readonly signal?: AbortSignal | undefined;
}
export interface Bench {
  readonly agent: ManagedProcess;
  readonly plugboard: Plugboard;
  readonly controlSocket: string;
  /** Why the simulated source is used, where it is. */
  readonly simulatedBecause: string | undefined;
  /** NDJSON events that the agent printed, in order. */
  readonly events: readonly Record<string, unknown>[];
  stop(): Promise<void>;
}

function writeBenchFiles(options: BenchOptions, simulated: boolean): { configFile: string; controlSocket: string } {
  const { workFolder } = options;
  const keyFile = join(workFolder, "bench.pem");
  const policyFile = join(workFolder, "trust-policy.json");
  const controlSocket = join(workFolder, "agent.sock");
  writeFileSync(keyFile, options.privateKeyPem, { mode: 0o600 });
  writeFileSync(policyFile, `${JSON.stringify(options.policy, null, 2)}\n`);
  const config: BenchConfig = {
    schemaVersion: 1,
    id: options.benchId,
    stateDir: join(workFolder, "bench"),
    registry: {
      repository: options.repository,
      apiUrl: options.apiUrl,
      root: options.rootFile,
      via: "https",
      pollSeconds: 0.5,
    },
    bot: { url: options.botUrl, keyFile },
    trust: { policyFile },
    sources: { usb: !simulated, simulated, registry: true },
    isolation: { require: options.require },
    plugins: options.pluginConfig,
    control: { socket: controlSocket },
    http: { host: "127.0.0.1", port: 0 },
  };
  const configFile = join(workFolder, "bench.json");
  writeFileSync(configFile, `${JSON.stringify(config, null, 2)}\n`);
  return { configFile, controlSocket };
}

/** Starts the real agent as a process of its own, under the make-believe USB bus where the machine allows it. */
export async function startBench(options: BenchOptions): Promise<Bench> {
  const simulatedBecause = await explainMissingUsbBench();
  const { configFile, controlSocket } = writeBenchFiles(options, simulatedBecause !== undefined);
  const program = [process.execPath, join(plugsmithRoot, "runner-agent/src/main.ts"), "--config", configFile];
  const usbSocket = join(options.workFolder, "usb.sock");
  const ports = [options.apiUrl, options.botUrl].map((url) => Number(new URL(url).port));
  const { command, args } =
    simulatedBecause === undefined
      ? usbBenchCommand(usbSocket, ports, program)
      : { command: process.execPath, args: program.slice(1) };
  const logFile = join(options.workFolder, "agent.log");
  const agent = spawnProcess({ name: "agent", command, args, environment: cleanEnvironment(), logFile });
  const events: Record<string, unknown>[] = [];
  agent.onLine((line) => {
    try {
      events.push(JSON.parse(line) as Record<string, unknown>);
    } catch {
      // Not an event: the line is in the log.
    }
  });
  try {
    await waitFor(
      "the agent to be ready",
      async () => {
        assertRunning(agent, "agent", logFile);
        return events.length > 0 && existsSync(controlSocket);
      },
      { timeoutMs: 60_000, signal: options.signal },
    );
    const plugboard =
      simulatedBecause === undefined ? await connectUsbBench(usbSocket) : connectSimulated(controlSocket);
    const stop = async () => {
      plugboard.close();
      await agent.stop();
    };
    return { agent, plugboard, controlSocket, simulatedBecause, events, stop };
  } catch (error) {
    await agent.stop();
    throw error;
  }
}
