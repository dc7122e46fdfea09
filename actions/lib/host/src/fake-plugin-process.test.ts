import type { ForgeError } from "@plugsmith/schemas";
import { expect, it } from "vitest";
import { type FakePlugin, fakePluginHost } from "./fake-plugin-process.ts";
import type { PluginStart } from "./plugin-process.ts";

const base: PluginStart = {
  folder: "/store/x",
  entry: "dist/plugin.mjs",
  plugin: { name: "trial", version: "1.0.0" },
  config: {},
  permissions: { filesystem: [], network: { outbound: [], inbound: false }, usb: [], memory: 64, queue: [] },
  confinement: { level: "os", tool: "bwrap" },
  broker: { handle: async (method) => `brokered ${method}` },
};
const code = (promise: Promise<unknown>) => promise.then(String, (error: ForgeError) => error.code);

async function start(plugin: FakePlugin, changes: Partial<PluginStart> = {}) {
  const host = fakePluginHost(() => plugin);
  const process = await host.startPluginProcess({ ...base, ...changes });
  return { host, process };
}

it("behaves like a process: order, deadlines, cancellation, death", async () => {
  const { host, process } = await start({
    methods: { ping: () => "pong", ask: (_args, ctx) => ctx.ask("fetch", {}) },
    hangs: ["slow"],
  });
  await expect(process.call("ping", {}, { timeoutMs: 100 })).rejects.toThrow("before initialize");
  expect(await process.initialize()).toMatchObject({ methods: ["ping", "ask"] });
  expect(await process.call("ping", {}, { timeoutMs: 100 })).toBe("pong");
  expect(await process.call("ask", {}, { timeoutMs: 100 })).toBe("brokered fetch");
  expect(await code(process.call("nope", {}, { timeoutMs: 100 }))).toBe("method_unknown");
  expect(await code(process.call("slow", {}, { timeoutMs: 5 }))).toBe("call_timeout");
  const open = code(process.call("slow", {}, { timeoutMs: 1000 }));
  host.processes[0]?.crash();
  expect(await open).toBe("plugin_not_ready");
  expect(await code(process.call("ping", {}, { timeoutMs: 100 }))).toBe("plugin_not_ready");
  expect(host.running).toEqual([]);
});

it("tells its owner of events, of failing to load, and of its end once", async () => {
  const events: string[] = [];
  const exits: unknown[] = [];
  const { process } = await start(
    { hooks: { onLoad: (_params, ctx) => ctx.emit("a.b", {}) } },
    { onEmit: (event) => events.push(event), onExit: (exit) => exits.push(exit) },
  );
  await process.initialize();
  await process.hook("onLoad", {}, { timeoutMs: 100 });
  await process.stop();
  await process.stop();
  expect(events).toEqual(["a.b"]);
  expect(exits).toEqual([{ code: 0, signal: null }]);
  const broken = await start({ failsToLoad: "no such module" });
  expect(await code(broken.process.initialize())).toBe("load_failed");
});
