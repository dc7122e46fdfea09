import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BenchConfig, PluginManifest } from "@plugsmith/schemas";

export interface SpawnedAgent {
  readonly child: ChildProcess;
  readonly lines: Record<string, unknown>[];
  /** The first line from `since` on that fits. */
  waitFor(
    test: (line: Record<string, unknown>) => boolean,
    since?: number,
    ms?: number,
  ): Promise<Record<string, unknown>>;
  readonly exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  readonly errors: () => string;
}

export const agentMain = join(import.meta.dirname, "../main.ts");

/** Starts a command that is or wraps `main.ts` and reads the NDJSON it prints. */
export function spawnAgent(command: string, args: readonly string[]): SpawnedAgent {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
  const lines: Record<string, unknown>[] = [];
  let rest = "";
  let errors = "";
  child.stderr?.on("data", (chunk) => {
    errors += chunk;
  });
  child.stdout?.on("data", (chunk) => {
    const parts = (rest + chunk).split("\n");
    rest = parts.pop() ?? "";
    for (const part of parts) lines.push(JSON.parse(part));
  });
  const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) =>
    child.once("close", (code, signal) => resolve({ code, signal })),
  );
  return {
    child,
    lines,
    exited,
    errors: () => errors,
    async waitFor(test, since = 0, ms = 10_000) {
      const deadline = performance.now() + ms;
      for (;;) {
        const line = lines.slice(since).find(test);
        if (line) return line;
        if (performance.now() > deadline || child.exitCode !== null)
          throw new Error(`the line did not come; seen: ${JSON.stringify(lines.slice(since))} ${errors}`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
  };
}

/** A bench whose plugins come from a watched folder, unsigned: what needs no forge at all. */
export function makeFolderBench(change: Partial<BenchConfig> = {}) {
  const root = mkdtempSync(join(tmpdir(), "plugsmith-agent-"));
  const plugins = join(root, "plugins");
  mkdirSync(plugins);
  const config: BenchConfig = {
    schemaVersion: 1,
    id: "bench-1",
    stateDir: join(root, "state"),
    registry: { repository: "acme/forge" },
    trust: { policyFile: join(root, "policy.json") },
    sources: { usb: false, registry: false, simulated: true, folder: plugins },
    isolation: { allowUnsigned: true },
    control: { socket: join(root, "agent.sock") },
    ...change,
  };
  const configFile = join(root, "bench.json");
  writeFileSync(configFile, JSON.stringify(config));
  return {
    root,
    config,
    configFile,
    socket: join(root, "agent.sock"),
    writePlugin(name: string, version: string, code: string, change: Partial<PluginManifest> = {}) {
      const manifest: PluginManifest = {
        schemaVersion: 1,
        name,
        version,
        description: "A plugin of a test",
        type: "bench",
        runtime: "node",
        entry: "index.mjs",
        engine: ">=0.1.0",
        cms: "bench",
        methods: ["identify"],
        events: { publishes: [], subscribes: [] },
        permissions: {
          filesystem: [],
          network: { outbound: [], inbound: false },
          usb: [{ vendorId: "0403", productId: "6001" }],
          memory: 128,
          queue: [],
        },
        hooks: ["onLoad", "onUSBAttach", "onUSBDetach"],
        isolation: "process",
        dependencies: [],
        author: "test",
        licence: "MIT",
        ...change,
      };
      mkdirSync(join(plugins, name), { recursive: true });
      writeFileSync(join(plugins, name, manifest.entry), code);
      writeFileSync(join(plugins, name, "plugin.json"), JSON.stringify(manifest));
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
