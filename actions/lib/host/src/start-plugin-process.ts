import { join } from "node:path";
import { ForgeError, toForgeError } from "@plugsmith/schemas";
import { createPeer, type Peer } from "./create-peer.ts";
import { planConfinedLaunch } from "./plan-confined-launch.ts";
import { planPluginProgram } from "./plan-plugin-program.ts";
import type { HookOptions, PluginProcess, PluginStart } from "./plugin-process.ts";
import { startProcess } from "./process-transport.ts";
import { receiveNotifications } from "./receive-notifications.ts";
import { splitLines } from "./split-lines.ts";
import { type InitializeResult, protocolVersion } from "./wire.ts";

/** Node's side of the protocol; build-actions.ts puts a copy beside each bundle. */
export const childEntryPath = join(import.meta.dirname, "child-entry.mjs");

const defaults = { processes: 64, openFiles: 256, fileSizeMiB: 64 };
/** Lines that are no messages, after which the process is ended: noise is a bug, thousands are an attack. */
const toleratedNoise = 100;
const initializeMs = 10_000;
const publishMs = 5_000;
const stderrLineBytes = 4_000;

function planStart(start: PluginStart) {
  const { folder, entry, runtime = "node", permissions, confinement, limits = {} } = start;
  const { program, args, readOnly } = planPluginProgram({
    runtime,
    folder,
    entry,
    childEntry: childEntryPath,
    nodeBinary: process.execPath,
  });
  const { maxMessageBytes: _bytes, maxInFlight: _open, ...confined } = limits;
  return planConfinedLaunch({
    program,
    args,
    cwd: folder,
    binds: { readOnly, readWrite: [] },
    limits: { memoryMiB: permissions.memory, ...defaults, ...confined },
    confinement,
    environment: {},
  });
}

async function initialize(peer: Peer, start: PluginStart, timeoutMs: number): Promise<InitializeResult> {
  const { plugin, config } = start;
  try {
    const result = await peer.request("initialize", { protocol: protocolVersion, plugin, config }, { timeoutMs });
    const { protocol, runtime, hooks, methods } = (result ?? {}) as Partial<InitializeResult>;
    const names = (value: unknown) => (Array.isArray(value) ? value.filter((name) => typeof name === "string") : []);
    if (protocol !== protocolVersion) {
      throw new ForgeError("load_failed", {
        message: `${plugin.name} does not speak protocol ${protocolVersion}.`,
        hint: "Answer initialize with {protocol: 1, runtime, hooks, methods}.",
      });
    }
    return { protocol, runtime: String(runtime ?? "unknown"), hooks: names(hooks), methods: names(methods) };
  } catch (thrown) {
    const error = toForgeError(thrown);
    if (error.code === "load_failed") throw error;
    throw new ForgeError(error.code === "call_timeout" ? "load_timeout" : "load_failed", {
      message: `${plugin.name} ${plugin.version} did not load: ${error.message}`,
      hint: "Look at the plugin's log for what it printed while it was imported.",
      cause: thrown,
    });
  }
}

/**
 * Starts plugin code in a process of its own behind `start.confinement` and speaks the plugin process protocol with it.
 * Nothing the plugin does makes this throw later: its answers are checked, its noise is counted, its life is limited by
 * the callers' deadlines and `stop`.
 * @throws ForgeError `tool_missing` when the runtime's program is missing, `load_failed` for an entry outside the folder.
 */
export async function startPluginProcess(start: PluginStart): Promise<PluginProcess> {
  const transport = await startProcess(planStart(start), start.folder);
  const { name } = start.plugin;
  let noise = 0;
  const peer = createPeer({
    input: transport.output,
    output: transport.input,
    limits: start.limits ?? {},
    handlers: {
      request: (method, params, signal) => start.broker.handle(method, params, signal),
      notify: receiveNotifications(start),
      invalid(reason) {
        if (++noise <= 3) start.onLog?.({ level: "warn", message: `${name} sent ${reason}`, source: "host" });
        if (noise === toleratedNoise) void transport.stop(0);
      },
    },
  });
  const logLine = (message: string) => start.onLog?.({ level: "info", message, source: "stderr" });
  transport.errors.on(
    "data",
    splitLines(stderrLineBytes, logLine, () => logLine("(a longer line was dropped)")),
  );
  void transport.exited.then((exit) => {
    peer.close(exit.signal ? `it was ended by ${exit.signal}` : `it exited with ${exit.code}`);
    start.onExit?.(exit);
  });
  return {
    pid: transport.pid,
    exited: transport.exited,
    initialize: (options) => initialize(peer, start, options?.timeoutMs ?? initializeMs),
    hook: (hook, params, options) => peer.request(hook, params, options),
    call: (method, args, options) => peer.request("call", { method, args: args ?? {} }, options),
    async publish(event, data, options: HookOptions = { timeoutMs: publishMs }) {
      await peer.request("event", { event, data: data ?? {} }, options);
    },
    async ping(options) {
      await peer.request("ping", {}, options);
    },
    async stop({ graceMs = 1_000 } = {}) {
      if (graceMs <= 0) return transport.stop(0);
      transport.input.end();
      const half = graceMs / 2;
      let timer: NodeJS.Timeout | undefined;
      const waited = new Promise<null>((resolve) => {
        timer = setTimeout(() => resolve(null), half);
      });
      const exit = await Promise.race([transport.exited, waited]);
      clearTimeout(timer);
      return exit ? transport.stop(0) : transport.stop(half);
    },
  };
}
