import { ForgeError, toForgeError } from "@plugsmith/schemas";
import type { BenchConductor } from "../bench/bench-conductor.ts";
import { demandKnown, knowsPlugin } from "../bench/demand-known.ts";
import type { Artifacts } from "../broker/artifact-store.ts";
import type { PluginLogs } from "../broker/plugin-log-store.ts";
import type { Clock } from "../clock.ts";
import type { SimulatedSource } from "../hotplug/simulated-source.ts";
import type { JobQueue } from "../jobs/job-queue.ts";
import { operateLeases } from "../leases/lease-operations.ts";
import type { Leases } from "../leases/leases.ts";
import { type AgentMemory, recallPlugin } from "../store/agent-memory.ts";
import type { CallFacts } from "../telemetry/agent-traces.ts";
import { readText } from "./control-protocol.ts";
import type { ControlCaller, ControlHandler } from "./control-transport.ts";
import type { DoctorCheck } from "./gather-doctor.ts";
import { decideHello } from "./hello.ts";
import { operateJobs } from "./job-operations.ts";
import { requestLoad, requestReload, requestRollback, requestUnload } from "./person-requests.ts";
import type { AgentStatus } from "./render-status.ts";

export interface OperationPorts {
  readonly bench: string;
  readonly conductor: BenchConductor;
  readonly clock: Clock;
  readonly leases: Leases;
  readonly logs: PluginLogs;
  /** Each call, what came of it, and what it took. */
  observeCall(call: CallFacts): void;
  readonly queue: JobQueue;
  readonly simulated: SimulatedSource | undefined;
  status(): AgentStatus;
  doctor(): Promise<readonly DoctorCheck[]>;
  /** Looks at the registry now. */
  poll(): Promise<void>;
  /** Files that a plugin wrote. */
  artifactsOf(plugin: string): Artifacts;
  followEvents(run: (event: object) => void): () => void;
}

type Operation = ControlHandler extends (method: string, ...rest: infer Rest) => infer Answer
  ? (...rest: Rest) => Answer
  : never;

/** A call waits for a plugin that is being loaded, so that a restart of either is a pause and no error. */
const comingUpMs = 10_000;
/** Under a lease; without one the configuration's `limits.callMs` holds. */
const longestCallMs = 6 * 3_600_000;

/** What a person, a script or the CLI can ask of the agent, by method name on the control socket. */
export function createOperations(ports: OperationPorts): ControlHandler {
  const { conductor, leases, logs, clock } = ports;

  function readPlugin(params: Readonly<Record<string, unknown>>): string {
    const name = readText(params, "plugin");
    demandKnown(conductor, name);
    return name;
  }

  const describe = (name: string) => ports.status().plugins.find((plugin) => plugin.name === name);

  async function change(name: string, next: (memory: AgentMemory) => AgentMemory) {
    conductor.remember(next);
    await conductor.settle(name);
    return describe(name);
  }

  /** The plugin's status, or the reason why it does not run as an error. */
  function demandActive(name: string) {
    const status = describe(name);
    if (status?.phase === "active") return status;
    const reason = status?.refusals[0];
    throw new ForgeError(reason?.code ?? "plugin_not_ready", {
      message: reason?.message ?? `${name} is ${status?.phase ?? "not there"}.`,
      hint: `\`plugsmith agent logs ${name}\` and \`plugsmith agent status\` tell more.`,
    });
  }

  async function callPlugin(client: ControlCaller, params: Readonly<Record<string, unknown>>): Promise<unknown> {
    const name = readText(params, "plugin");
    const method = readText(params, "method");
    const began = clock.now();
    let outcome = "ok";
    const gone = new AbortController();
    const forget = client.onClose(() => gone.abort());
    try {
      await conductor.waitForNeeds([name], comingUpMs);
      const standing = leases.check(name, params["lease"]);
      const asked = params["timeoutMs"];
      // Whoever reserved the plugin holds nobody up by a long call.
      const longer = standing === "own" && typeof asked === "number" && asked >= 1 ? asked : undefined;
      const slot = conductor.slots().get(name);
      if (!slot) throw new ForgeError(knowsPlugin(conductor, name) ? "plugin_not_ready" : "plugin_unknown");
      const timeoutMs = longer && Math.min(longer, longestCallMs);
      return await slot.call(client.caller, method, params["args"] ?? {}, { timeoutMs, signal: gone.signal });
    } catch (thrown) {
      const error = toForgeError(thrown);
      outcome = error.code;
      throw error;
    } finally {
      forget();
      const { traceparent } = params;
      ports.observeCall({
        plugin: conductor.slots().has(name) ? name : "unknown",
        method,
        outcome,
        ms: clock.now() - began,
        ...(typeof traceparent === "string" ? { traceparent } : {}),
      });
    }
  }

  const operations: Readonly<Record<string, Operation>> = {
    hello: async ({ protocols }) => decideHello(protocols, ports.bench),
    status: async () => ports.status(),
    doctor: async () => ({ checks: await ports.doctor() }),
    async load(params) {
      const name = readPlugin(params);
      const waiting = conductor
        .wish()
        .refusals.get(name)
        ?.find(({ code }) => code === "permissions_wait");
      const { version } = params;
      await change(name, (memory) =>
        requestLoad(memory, name, {
          ...(typeof version === "string" ? { version } : {}),
          ...(params["acceptPermissions"] === true && waiting?.digest ? { accept: waiting.digest } : {}),
        }),
      );
      return demandActive(name);
    },
    unload(params) {
      const name = readPlugin(params);
      return change(name, (memory) => requestUnload(memory, name));
    },
    async reload(params) {
      const name = readPlugin(params);
      const running = conductor.slots().get(name)?.active()?.state().phase === "active";
      await change(name, (memory) => requestReload(memory, name));
      if (running) await conductor.restart(name);
      return demandActive(name);
    },
    async rollback(params) {
      const name = readPlugin(params);
      // A version that was suspended does not run, but it is what a person wants to go back from.
      const release = conductor.slots().get(name)?.active()?.release ?? recallPlugin(conductor.memory(), name).lastGood;
      if (!release) throw new ForgeError("plugin_not_ready", { message: `${name} does not run here.` });
      const at = new Date(clock.now()).toISOString();
      await change(name, (memory) => requestRollback(memory, name, release.digest, release.version, at));
      return demandActive(name);
    },
    call: (params, client) => callPlugin(client, params),
    jobs: operateJobs(ports.queue),
    async poll() {
      await ports.poll();
      return ports.status().registry;
    },
    async simulate(params) {
      const { simulated } = ports;
      if (!simulated)
        throw new ForgeError("not_now", {
          message: "The simulated source is off.",
          hint: "Set sources.simulated: true in the bench configuration.",
        });
      const device = (params["device"] ?? {}) as Record<string, unknown>;
      const kind = params["kind"];
      if (kind !== "attach" && kind !== "detach")
        throw new ForgeError("wrong_usage", { message: "simulate needs kind attach or detach." });
      return kind === "attach" ? simulated.attach(device) : simulated.detach(device);
    },
    async logs(params, client) {
      const plugin = params["plugin"] === undefined ? undefined : readText(params, "plugin");
      if (plugin !== undefined && params["lease"] !== undefined) leases.check(plugin, params["lease"]);
      if (params["follow"] === true) client.onClose(logs.follow(plugin, (line) => client.notify("log", line)));
      const count = Math.min(10_000, Math.max(0, Number(params["lines"] ?? 100)));
      const names = plugin === undefined ? [...conductor.slots().keys()] : [plugin];
      const lines = names.flatMap((name) => logs.read(name, count)).sort((a, b) => (a.at < b.at ? -1 : 1));
      return { lines: count === 0 ? [] : lines.slice(-count) };
    },
    async events(_params, client) {
      client.onClose(ports.followEvents((event) => client.notify("event", event)));
      return {};
    },
    lease: operateLeases({ leases, demandKnown: (name) => demandKnown(conductor, name) }),
    async files(params) {
      const name = readPlugin(params);
      leases.check(name, params["lease"]);
      const artifacts = ports.artifactsOf(name);
      const { action = "list", offset = 0 } = params;
      if (action === "list") return { files: await artifacts.list() };
      if (action !== "read" || typeof offset !== "number" || !Number.isSafeInteger(offset) || offset < 0)
        throw new ForgeError("wrong_usage", { message: "files has list, and read with path and offset." });
      return artifacts.read(readText(params, "path"), offset);
    },
  };

  return async (method, params, caller) => {
    const operation = Object.hasOwn(operations, method) ? operations[method] : undefined;
    if (operation) return operation(params, caller);
    throw new ForgeError("method_unknown", {
      message: `The agent has no ${JSON.stringify(method.slice(0, 60))}.`,
      hint: `It has: ${Object.keys(operations).join(", ")}.`,
    });
  };
}
