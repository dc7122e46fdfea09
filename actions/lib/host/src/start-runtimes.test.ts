import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ForgeError } from "@plugsmith/schemas";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { detectConfinement } from "./detect-confinement.ts";
import type { PluginProcess, PluginStart } from "./plugin-process.ts";
import { startPluginProcess } from "./start-plugin-process.ts";
import { runtimePlugins } from "./testing/runtime-plugins.ts";

const folder = mkdtempSync(join(tmpdir(), "plugsmith-runtimes-"));
const found = await detectConfinement();
const started: PluginProcess[] = [];
const soon = { timeoutMs: 5_000 };

for (const { entry, code } of runtimePlugins) {
  writeFileSync(join(folder, entry), code);
  chmodSync(join(folder, entry), 0o755);
}
afterEach(async () => {
  await Promise.all(started.splice(0).map((plugin) => plugin.stop({ graceMs: 0 })));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function start(own: { runtime: PluginStart["runtime"]; entry: string }, changes: Partial<PluginStart> = {}) {
  const logs: string[] = [];
  const plugin = await startPluginProcess({
    folder,
    entry: own.entry,
    ...(own.runtime === undefined ? {} : { runtime: own.runtime }),
    plugin: { name: "trial", version: "1.2.3" },
    config: {},
    permissions: { filesystem: [], network: { outbound: [], inbound: false }, usb: [], memory: 64, queue: [] },
    confinement: found,
    broker: { handle: () => Promise.reject(new ForgeError("permission_denied", { message: "not in the manifest" })) },
    onLog: ({ message }) => logs.push(message),
    ...changes,
  });
  started.push(plugin);
  return { plugin, logs };
}

const code = (promise: Promise<unknown>) => promise.then(JSON.stringify, (error: ForgeError) => error.code);

describe.skipIf(found.level !== "os").each(runtimePlugins)("a plugin of runtime $runtime", (own) => {
  it("speaks the same protocol: hooks, calls, devices, log, unknown methods, a quiet end", async () => {
    const { plugin, logs } = await start(own);
    expect(await plugin.initialize()).toMatchObject({ protocol: 1, methods: ["identify", "echo"] });
    await plugin.hook("onLoad", {}, soon);
    await plugin.hook("onUSBAttach", { device: { key: "A1" } }, soon);
    expect(await plugin.call("identify", {}, soon)).toEqual({ devices: ["A1"] });
    const args = { text: 'quo"te \\ ünï', list: [1, 2.5, null, true] };
    expect(await plugin.call("echo", args, soon)).toEqual(args);
    expect(await code(plugin.call("nothing", {}, soon))).toBe("method_unknown");
    await plugin.hook("onUSBDetach", { device: { key: "A1" } }, soon);
    expect(await plugin.call("identify", {}, soon)).toEqual({ devices: [] });
    expect(logs).toContain(`hello from ${own.runtime}`);
    expect(await plugin.stop({ graceMs: 2_000 })).toEqual({ code: 0, signal: null });
  });

  it("meets its deadline when it hangs and dies of stop though it ignores SIGTERM", async () => {
    const { plugin } = await start(own);
    await plugin.initialize();
    expect(await code(plugin.call("hang", {}, { timeoutMs: 150 }))).toBe("call_timeout");
    await plugin.stop({ graceMs: 200 });
    expect(() => process.kill(-plugin.pid, 0)).toThrow(/ESRCH/);
  });

  it("is told apart from a call's failure when it crashes", async () => {
    const { plugin } = await start(own);
    await plugin.initialize();
    expect(await code(plugin.call("crash", {}, soon))).toBe("plugin_not_ready");
    expect(await plugin.exited).not.toEqual({ code: 0, signal: null });
  });

  it("is ended when it floods its channel", async () => {
    const { plugin } = await start(own);
    await plugin.initialize();
    expect(await code(plugin.call("flood", {}, soon))).toBe("plugin_not_ready");
  });

  it("is not started where only Node could be held", async () => {
    const confinement = { level: "process", tool: null, reason: "no namespaces" } as const;
    expect(await code(start(own, { confinement }))).toBe("confinement_unavailable");
  });
});

describe.skipIf(found.level !== "os")("the boundary of other runtimes", () => {
  it("shows python its own library and nothing else: no home, users, network, tools, host environment", async () => {
    const { plugin } = await start({ runtime: "python", entry: "main.py" });
    await plugin.initialize();
    const seen = (await plugin.call("look", {}, soon)) as Record<string, string>;
    expect(seen).toMatchObject({
      home: "no: FileNotFoundError",
      passwd: "no: FileNotFoundError",
      net: "no: ConnectionRefusedError",
      tools: "['prlimit', 'python3']",
      descriptors: "[0, 1, 2]",
    });
    expect(seen["write"]).toMatch(/^no: /);
    expect(seen["env"]?.replace("PWD,", "")).toBe("HOME,LANG,PATH,TMPDIR,TZ");
    expect(seen["parent"]).not.toContain("SSH");
    expect(await code(plugin.call("memory", {}, soon))).toBe("plugin_not_ready");
  });

  it("has python's requests answered by the broker alone", async () => {
    const { plugin } = await start({ runtime: "python", entry: "main.py" });
    await plugin.initialize();
    expect(await plugin.call("ask", {}, soon)).toMatchObject({
      id: "q1",
      error: { data: { code: "permission_denied" } },
    });
  });

  it("shows bash text tools only", async () => {
    const { plugin } = await start({ runtime: "bash", entry: "main.sh" });
    await plugin.initialize();
    const seen = (await plugin.call("look", {}, soon)) as Record<string, string>;
    expect(seen).toMatchObject({ tools: "", passwd: "no", write: "no", net: "no" });
    expect(seen["env"]).toMatch(/^HOME,LANG,.*PATH,.*TMPDIR,TZ,/);
  });
});
