import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { connectPlugin } from "./connect-plugin.ts";
import type { PluginStart } from "./plugin-process.ts";
import type { ProcessExit } from "./process-transport.ts";

/** A process that is written down here line by line: `answer` gives the result of each request. */
function connect(answer: (method: string, params: Record<string, unknown>) => unknown, entry?: string) {
  const [input, output, errors] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const gone = Promise.withResolvers<ProcessExit>();
  const stops: number[] = [];
  const logs: string[] = [];
  const exits: ProcessExit[] = [];
  input.on("data", (chunk: Buffer) => {
    for (const line of chunk.toString("utf8").trim().split("\n")) {
      const { id, method, params } = JSON.parse(line) as { id?: number; method: string; params: never };
      if (id === undefined) continue;
      const result = answer(method, params);
      if (result !== undefined) output.write(`${JSON.stringify({ jsonrpc: "2.0", id, result })}\n`);
    }
  });
  const start: PluginStart = {
    folder: "/store/x",
    entry: "index.mjs",
    plugin: { name: "trial", version: "1.0.0" },
    config: { key: "value" },
    permissions: { filesystem: [], network: { outbound: [], inbound: false }, usb: [], memory: 64, queue: [] },
    confinement: { level: "os", tool: "bwrap" },
    broker: { handle: async () => null },
    onLog: ({ message, source }) => logs.push(`${source}: ${message}`),
    onExit: (exit) => exits.push(exit),
  };
  const transport = {
    pid: 7,
    input,
    output,
    errors,
    exited: gone.promise,
    async stop(graceMs: number) {
      stops.push(graceMs);
      gone.resolve({ code: null, signal: "SIGKILL" });
      return gone.promise;
    },
  };
  return { plugin: connectPlugin(transport, start, entry), output, errors, gone, stops, logs, exits };
}
const good = { protocol: 1, runtime: "node", hooks: ["onLoad", 7], methods: "none" };

describe("events to a plugin", () => {
  it("leave room for calls when the plugin takes them more slowly than they come, and say so once", async () => {
    const { plugin } = connect((method) => (method === "event" ? undefined : "answered"));
    const events = Array.from({ length: 300 }, () => plugin.publish("a.b", {}, { timeoutMs: 60_000 }));
    const told: string[] = [];
    for (const event of events) event.catch(({ code }: { code: string }) => told.push(code));
    await expect(plugin.call("x", {}, { timeoutMs: 1_000 })).resolves.toBe("answered");
    expect(told).toEqual(["call_limit"]);
  });

  it("come again once it has caught up", async () => {
    let taken = 0;
    const { plugin } = connect((method) => {
      if (method === "event") taken += 1;
      return {};
    });
    const publish = () => plugin.publish("a.b", {}, { timeoutMs: 5_000 });
    await Promise.allSettled(Array.from({ length: 20 }, publish));
    expect(taken).toBe(16);
    await publish();
    expect(taken).toBe(17);
  });
});

describe("a plugin that misses a deadline", () => {
  it("is ended when it does not answer a ping either", async () => {
    const { plugin, stops, logs, gone } = connect(() => undefined);
    await expect(plugin.call("spin", {}, { timeoutMs: 5 })).rejects.toMatchObject({ code: "call_timeout" });
    await gone.promise;
    expect(stops).toEqual([0]);
    expect(logs).toEqual([expect.stringContaining("does not answer any more")]);
  });

  it("stays when it still answers: the call is slow, not the plugin", async () => {
    const pinged = Promise.withResolvers<void>();
    const { plugin, stops } = connect((method) => {
      if (method !== "ping") return undefined;
      pinged.resolve();
      return {};
    });
    await expect(plugin.hook("onUSBAttach", {}, { timeoutMs: 5 })).rejects.toMatchObject({ code: "call_timeout" });
    await pinged.promise;
    await plugin.ping({ timeoutMs: 1_000 });
    expect(stops).toEqual([]);
  });

  it("is ended when it closes its output and goes on", async () => {
    const { output, stops, gone } = connect(() => good);
    output.end();
    await gone.promise;
    expect(stops).toEqual([0]);
  });
});

describe("connectPlugin", () => {
  it("hands over plugin and config, and the entry only to a process that waited for it", async () => {
    const seen: unknown[] = [];
    const take = (_method: string, params: unknown) => {
      seen.push(params);
      return good;
    };
    expect(await connect(take).plugin.initialize()).toEqual({ ...good, hooks: ["onLoad"], methods: [] });
    await connect(take, "file:///spare/index.mjs").plugin.initialize();
    const params = { protocol: 1, plugin: { name: "trial", version: "1.0.0" }, config: { key: "value" } };
    expect(seen).toEqual([params, { ...params, entry: "file:///spare/index.mjs" }]);
  });

  it.each([
    ["a newer protocol", { ...good, protocol: 2 }, "protocol_unsupported"],
    ["a protocol that is none", { ...good, protocol: "1" }, "protocol_unsupported"],
    ["nothing that it should", null, "load_failed"],
    ["nothing at all", undefined, "load_timeout"],
  ])("does not take a plugin that answers %s", async (_what, result, code) => {
    const { plugin } = connect(() => result);
    await expect(plugin.initialize({ timeoutMs: 20 })).rejects.toMatchObject({ code });
  });

  it("remarks on three lines of noise and ends the process at a hundred", async () => {
    const { output, gone, stops, logs, exits } = connect(() => null);
    output.write("noise\n".repeat(99));
    await new Promise((resolve) => setImmediate(resolve));
    expect([logs.length, stops.length]).toEqual([3, 0]);
    output.write("noise\n".repeat(50));
    await gone.promise;
    expect(stops).toEqual([0]);
    expect(exits).toEqual([{ code: null, signal: "SIGKILL" }]);
  });

  it("logs what is printed line by line and drops a line without end", async () => {
    const { errors, logs, plugin } = connect(() => ({}));
    errors.write("one\ntwo\n");
    errors.write("x".repeat(10_000));
    errors.write("\nthree\n");
    await plugin.ping({ timeoutMs: 1_000 });
    expect(logs).toEqual(["stderr: one", "stderr: two", "stderr: (a longer line was dropped)", "stderr: three"]);
  });

  it("fails open calls with the way the process ended", async () => {
    const { plugin, gone } = connect(() => undefined);
    const open = plugin.call("slow", {}, { timeoutMs: 60_000 });
    gone.resolve({ code: 3, signal: null });
    await expect(open).rejects.toMatchObject({ code: "plugin_not_ready", message: expect.stringContaining("with 3") });
  });
});
