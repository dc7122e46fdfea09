import { type FakeContext, fakePluginHost } from "@plugsmith/plugin-host/testing";
import { describe, expect, it } from "vitest";
import { createFakeClock } from "../fake-clock.ts";
import { makeRelease, noPermissions } from "../testing/make-facts.ts";
import { createPluginLauncher } from "./plugin-launcher.ts";

async function launch(publishes: readonly string[] = []) {
  let ctx: FakeContext | undefined;
  const host = fakePluginHost(() => ({
    hooks: {
      onLoad: (_params, given) => {
        ctx = given;
      },
    },
  }));
  const logs: string[] = [];
  const events: string[] = [];
  const seen: string[] = [];
  const clock = createFakeClock();
  const start = createPluginLauncher({
    clock,
    confinement: { level: "os", tool: "bwrap" },
    plugins: { "acme-meter": { config: { unit: "C" } } },
    logs: {
      write: (plugin, level, message) => void logs.push(`${plugin} ${level} ${message}`),
      read: () => [],
      follow: () => () => {},
    },
    start: host.startPluginProcess,
    fetch: async () => ({}) as never,
    usb: {} as never,
    openFiles: () => ({ handle: async (method: string) => `did ${method}` }) as never,
    openSerial: () => ({ handle: async () => ({}), close: () => void seen.push("serial closed") }),
    devices: () => [],
    callPlugin: async (caller, plugin, method) => `${caller} → ${plugin}.${method}`,
    emit: (plugin, event) => void events.push(`${plugin} ${event}`),
    onProcess: (kind, plugin) => void seen.push(`${kind} ${plugin}`),
  });
  const release = makeRelease();
  const process = await start({
    release,
    manifest: {
      name: release.name,
      version: release.version,
      permissions: noPermissions,
      events: { publishes, subscribes: [] },
      dependencies: [{ name: "acme-clock", version: "^1.0.0" }],
    } as never,
    index: { entry: "index.mjs", runtime: "node" } as never,
    folder: "/store/x",
    proved: [],
  });
  await process.initialize();
  await process.hook("onLoad", {}, { timeoutMs: 1_000 });
  if (!ctx) throw new Error("onLoad was not called");
  return { ctx, process, host, logs, events, seen, clock };
}

describe("createPluginLauncher", () => {
  it("gives a plugin its own configuration, log and broker, and tells of its process's life", async () => {
    const { ctx, process, host, logs, seen } = await launch();
    expect(ctx.config).toEqual({ unit: "C" });
    expect(host.processes[0]?.start).toMatchObject({ folder: "/store/x", entry: "index.mjs" });
    ctx.log("hello");
    expect(logs).toEqual(["acme-meter info hello"]);
    expect(await ctx.ask("fs.readFile", { path: "a" })).toBe("did fs.readFile");
    expect(await ctx.ask("call", { plugin: "acme-clock", method: "now" })).toBe("plugin:acme-meter → acme-clock.now");
    await expect(ctx.ask("call", { plugin: "other", method: "now" })).rejects.toMatchObject({
      code: "permission_denied",
    });
    await process.stop();
    await process.exited;
    expect(seen).toEqual(["started acme-meter", "serial closed", "exited acme-meter"]);
  });

  it("passes declared events on and drops others with a word in the log", async () => {
    const { ctx, events, logs } = await launch(["meter.read"]);
    ctx.emit("meter.read", {});
    ctx.emit("meter.secret", {});
    expect(events).toEqual(["acme-meter meter.read"]);
    expect(logs).toEqual(['acme-meter warn emit("meter.secret") was dropped: the manifest does not publish it']);
  });

  it("passes no event on whose data would fill the memory of those who hear it", async () => {
    const { ctx, events, logs } = await launch(["meter.read"]);
    ctx.emit("meter.read", { text: "x".repeat(65_000) });
    ctx.emit("meter.read", { text: "x".repeat(66_000) });
    ctx.emit("meter.read", JSON.parse(`${"[".repeat(50_000)}${"]".repeat(50_000)}`));
    expect(events).toEqual(["acme-meter meter.read"]);
    expect(logs).toHaveLength(2);
    expect(logs[0]).toContain("64 KiB");
  });

  it("lets no plugin speak for the agent, whatever its manifest says", async () => {
    const { ctx, events, logs } = await launch(["hotplug.device_attached"]);
    ctx.emit("hotplug.device_attached", { device: { vendorId: "0403" } });
    expect(events).toEqual([]);
    expect(logs[0]).toContain("only the agent");
  });

  it("takes a flood of events from no plugin", async () => {
    const { ctx, events, clock } = await launch(["meter.read"]);
    for (let n = 0; n < 2_000; n += 1) ctx.emit("meter.read", {});
    expect(events).toHaveLength(500);
    await clock.advance(1_000);
    for (let n = 0; n < 2_000; n += 1) ctx.emit("meter.read", {});
    expect(events).toHaveLength(600);
  });
});
