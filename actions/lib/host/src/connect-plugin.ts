import { ForgeError, toForgeError } from "@plugsmith/schemas";
import { createPeer, type Peer } from "./create-peer.ts";
import type { HookOptions, PluginProcess, PluginStart } from "./plugin-process.ts";
import type { ProcessTransport } from "./process-transport.ts";
import { receiveNotifications } from "./receive-notifications.ts";
import { splitLines } from "./split-lines.ts";
import { type InitializeResult, pluginProtocols, protocolVersion } from "./wire.ts";

/** Lines that are no messages, after which the process is ended: noise is a bug, thousands are an attack. */
const toleratedNoise = 100;
const initializeMs = 10_000;
const publishMs = 5_000;
/** Of the 64 requests that may be open to a plugin: whoever publishes fast must not keep others' calls out of it. */
const mostOpenEvents = 16;
const stderrLineBytes = 4_000;
/** Twice: one late answer may be this machine's fault, and the second question leaves time to read the first answer. */
const proofOfLifeMs = 150;
/** A process that ends closes its output a moment before it is gone. */
const closedOutputMs = 200;

async function initialize(
  peer: Peer,
  start: PluginStart,
  entry: string | undefined,
  timeoutMs: number,
): Promise<InitializeResult> {
  const { plugin, config } = start;
  try {
    const params = { protocol: protocolVersion, plugin, config, ...(entry === undefined ? {} : { entry }) };
    const result = await peer.request("initialize", params, { timeoutMs });
    const { protocol, runtime, hooks, methods } = (result ?? {}) as Partial<InitializeResult>;
    const names = (value: unknown) => (Array.isArray(value) ? value.filter((name) => typeof name === "string") : []);
    if (protocol === undefined)
      throw new ForgeError("load_failed", {
        message: `${plugin.name} ${plugin.version} does not answer initialize as the protocol says.`,
        hint: `Answer initialize with {protocol: ${protocolVersion}, runtime, hooks, methods}.`,
      });
    if (!pluginProtocols.includes(protocol)) {
      const newer = typeof protocol === "number" && protocol > protocolVersion;
      throw new ForgeError("protocol_unsupported", {
        message: `${plugin.name} ${plugin.version} speaks protocol ${JSON.stringify(protocol)?.slice(0, 20)}; this agent speaks ${pluginProtocols.join(", ")}.`,
        hint: newer
          ? "Upgrade the agent on this bench."
          : `Answer initialize with {protocol: ${protocolVersion}, runtime, hooks, methods}.`,
      });
    }
    return { protocol, runtime: String(runtime ?? "unknown"), hooks: names(hooks), methods: names(methods) };
  } catch (thrown) {
    const error = toForgeError(thrown);
    if (error.code === "load_failed" || error.code === "protocol_unsupported") throw error;
    throw new ForgeError(error.code === "call_timeout" ? "load_timeout" : "load_failed", {
      message: `${plugin.name} ${plugin.version} did not load: ${error.message}`,
      hint: "Look at the plugin's log for what it printed while it was imported.",
      cause: thrown,
    });
  }
}

/**
 * Speaks the plugin process protocol with a started process. Nothing the plugin does makes this throw later: its answers
 * are checked, its noise is counted, its life is limited by the callers' deadlines and `stop`.
 * `entry`: URL of the file to import, for a process that was started without one.
 */
export function connectPlugin(transport: ProcessTransport, start: PluginStart, entry?: string): PluginProcess {
  const { name } = start.plugin;
  let noise = 0;
  const peer = createPeer({
    input: transport.output,
    output: transport.input,
    limits: start.limits ?? {},
    handlers: {
      request: (method, params, signal) => start.broker.handle(method, params, signal),
      notify: receiveNotifications(start),
      isHeavy: (method) => method === "fs.readFile",
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
  let openEvents = 0;
  let missedEvents = 0;
  let gone = false;
  transport.output.once("end", () => setTimeout(() => !gone && void transport.stop(0), closedOutputMs).unref());

  /** A missed deadline is a slow call or a loop that will never read again: only the latter does not answer a ping. */
  async function endIfStuck(): Promise<void> {
    for (let asked = 0; asked < 2; asked += 1) {
      const answered = peer.request("ping", {}, { timeoutMs: proofOfLifeMs }).then(
        () => true,
        (thrown: unknown) => toForgeError(thrown).code !== "call_timeout",
      );
      if (gone || (await answered)) return;
    }
    start.onLog?.({
      level: "error",
      message: `${name} let a deadline pass and does not answer any more; it is ended`,
      source: "host",
    });
    await transport.stop(0);
  }

  async function request(method: string, params: Record<string, unknown>, options: HookOptions): Promise<unknown> {
    try {
      return await peer.request(method, params, options);
    } catch (thrown) {
      if (toForgeError(thrown).code === "call_timeout") void endIfStuck();
      throw thrown;
    }
  }

  void transport.exited.then((exit) => {
    gone = true;
    peer.close(exit.signal ? `it was ended by ${exit.signal}` : `it exited with ${exit.code}`);
    start.onExit?.(exit);
  });
  return {
    pid: transport.pid,
    exited: transport.exited,
    initialize: (options) => initialize(peer, start, entry, options?.timeoutMs ?? initializeMs),
    hook: request,
    call: (method, args, options) => request("call", { method, args: args ?? {} }, options),
    async publish(event, data, options: HookOptions = { timeoutMs: publishMs }) {
      if (openEvents >= mostOpenEvents) {
        missedEvents += 1;
        if (missedEvents > 1) return;
        throw new ForgeError("call_limit", {
          message: `${name} takes events more slowly than they come; some are dropped until it has caught up.`,
        });
      }
      openEvents += 1;
      try {
        await request("event", { event, data: data ?? {} }, options);
      } finally {
        openEvents -= 1;
        if (openEvents === 0) missedEvents = 0;
      }
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
