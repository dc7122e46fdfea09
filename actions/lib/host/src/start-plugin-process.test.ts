import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ForgeError, type Permissions } from "@plugsmith/schemas";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import type { Confinement } from "./confinement.ts";
import { detectConfinement } from "./detect-confinement.ts";
import type { PluginLog, PluginProcess, PluginStart } from "./plugin-process.ts";
import { startPluginProcess } from "./start-plugin-process.ts";

const folder = mkdtempSync(join(tmpdir(), "plugsmith-host-"));
const permissions: Permissions = {
  filesystem: [],
  network: { outbound: [], inbound: false },
  usb: [],
  memory: 64,
  queue: [],
};
const found = await detectConfinement();
const levels: Confinement[] = [
  ...(found.level === "os" ? [found] : []),
  { level: "process", tool: null, limitTool: found.limitTool ?? null },
];
const started: PluginProcess[] = [];
let count = 0;

afterEach(async () => {
  await Promise.all(started.splice(0).map((plugin) => plugin.stop({ graceMs: 0 })));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function start(source: string, changes: Partial<PluginStart> = {}) {
  const entry = `plugin-${++count}.mjs`;
  writeFileSync(join(folder, entry), source);
  const logs: PluginLog[] = [];
  const events: [string, unknown][] = [];
  const asked: [string, unknown][] = [];
  const plugin = await startPluginProcess({
    folder,
    entry,
    plugin: { name: "trial", version: "1.2.3" },
    config: { deep: { key: "value" } },
    permissions,
    confinement: levels[0] as Confinement,
    broker: {
      async handle(method, params) {
        asked.push([method, params]);
        if (method !== "fetch") throw new ForgeError("permission_denied", { message: "not in the manifest" });
        const data = Buffer.from('{"paid":true}').toString("base64");
        return { status: 201, statusText: "Created", headers: { "Content-Type": "application/json" }, data };
      },
    },
    onLog: (log) => logs.push(log),
    onEmit: (event, data) => events.push([event, data]),
    ...changes,
  });
  started.push(plugin);
  return { plugin, logs, events, asked };
}

const code = (promise: Promise<unknown>) =>
  promise.then(
    (value) => ({ value }),
    (error: ForgeError) => error.code,
  );
const soon = { timeoutMs: 3_000 };

describe.each(levels)("a node plugin at level $level", (confinement) => {
  it("lives from initialize to stop", async () => {
    const { plugin, logs, events } = await start(
      `export async function onLoad(ctx) { ctx.log.info("hello", { from: ctx.plugin.name }); ctx.on("shop.order", (data) => ctx.emit("order.seen", data)); }
       export const methods = { config: (_args, ctx) => ctx.config, add: ({ a, b }) => a + b };`,
      { confinement },
    );
    const exported = await plugin.initialize();
    expect(exported).toEqual({ protocol: 1, runtime: "node", hooks: ["onLoad"], methods: ["config", "add"] });
    await plugin.hook("onLoad", {}, soon);
    expect(await plugin.call("add", { a: 1, b: 2 }, soon)).toBe(3);
    expect(await plugin.call("config", {}, soon)).toEqual({ deep: { key: "value" } });
    expect(await plugin.hook("onUnload", {}, soon)).toBe(null);
    await plugin.publish("shop.order", { id: 7 });
    expect(events).toEqual([["order.seen", { id: 7 }]]);
    expect(logs).toContainEqual({ level: "info", message: "hello", data: { from: "trial" }, source: "ctx" });
    expect(await plugin.stop({ graceMs: 1_000 })).toEqual({ code: 0, signal: null });
    expect(await code(plugin.call("add", {}, soon))).toBe("plugin_not_ready");
  });

  it("reads no file but its own, writes none, and sees no environment", async () => {
    const canary = join(tmpdir(), `plugsmith-canary-${process.pid}`);
    writeFileSync(canary, "secret");
    const { plugin } = await start(
      `import fs from "node:fs";
       const attempt = (fn) => { try { return String(fn()); } catch (error) { return "no: " + error.code; } };
       export const methods = {
         probe: ({ canary, own }) => ({
           canary: attempt(() => fs.readFileSync(canary)),
           own: attempt(() => fs.readFileSync(own).length > 0),
           write: attempt(() => fs.writeFileSync(own, "x")),
           parent: attempt(() => fs.readFileSync("/proc/1/environ")),
           env: Object.keys(process.env).sort().join(),
           child: attempt(() => process.getBuiltinModule("node:child_process").spawnSync("id").error ?? "ran"),
           worker: attempt(() => new (process.getBuiltinModule("node:worker_threads").Worker)("1", { eval: true })),
           sqlite: attempt(() => process.getBuiltinModule("node:sqlite")),
         }),
       };`,
      { confinement },
    );
    await plugin.initialize();
    const own = join(folder, `plugin-${count}.mjs`);
    const seen = (await plugin.call("probe", { canary, own }, soon)) as Record<string, string>;
    rmSync(canary);
    expect(seen["canary"]).toMatch(/^no: /);
    expect(seen["own"]).toBe("true");
    expect(seen["write"]).toMatch(/^no: /);
    expect(seen["parent"]).toMatch(/^no: /);
    // PWD is bubblewrap's own.
    expect(seen["env"]?.replace("PWD,", "")).toBe("HOME,LANG,PATH,TMPDIR,TZ");
    expect(seen["child"]).toMatch(/ERR_ACCESS_DENIED/);
    expect(seen["worker"]).toMatch(/ERR_ACCESS_DENIED/);
    expect(seen["sqlite"]).toBe("undefined");
  });
});

describe("a plugin that does not behave", () => {
  it("cannot break the framing by printing, and is heard on the log", async () => {
    const { plugin, logs } = await start(
      `import fs from "node:fs";
       console.log("to the console"); process.stdout.write("to stdout\\n");
       export const methods = { noise: () => { fs.writeSync(1, '{"half'); fs.writeSync(1, '\\nnonsense\\n'); return "still here"; } };`,
    );
    await plugin.initialize();
    expect(await plugin.call("noise", {}, soon)).toBe("still here");
    const printed = logs.filter(({ source }) => source === "stderr").map(({ message }) => message);
    expect(printed).toEqual(["to the console", "to stdout"]);
  });

  it("is ended when it floods its channel with nonsense", async () => {
    const { plugin } = await start(
      `import fs from "node:fs";
       export const methods = { flood: () => { for (;;) { try { fs.writeSync(1, "x\\n"); } catch {} } } };`,
    );
    await plugin.initialize();
    expect(await code(plugin.call("flood", {}, soon))).toBe("plugin_not_ready");
    expect((await plugin.exited).signal ?? "killed").toBeTruthy();
  });

  it("cannot patch its way into the protocol", async () => {
    const { plugin } = await start(
      `JSON.stringify = () => '{"jsonrpc":"2.0","id":1,"result":"forged"}'; JSON.parse = () => ({}); process.exit = () => {};
       Buffer.byteLength = () => 0; Object.freeze = (value) => value;
       export const methods = { plain: () => ({ honest: true }) };`,
    );
    await plugin.initialize();
    expect(await plugin.call("plain", {}, soon)).toEqual({ honest: true });
    expect(await plugin.stop({ graceMs: 2_000 })).toEqual({ code: 0, signal: null });
  });

  it("meets the deadline in an endless loop, and dies of stop", async () => {
    const { plugin } = await start("export const methods = { spin: () => { for (;;); } };");
    await plugin.initialize();
    expect(await code(plugin.call("spin", {}, { timeoutMs: 100 }))).toBe("call_timeout");
    expect((await plugin.stop({ graceMs: 200 })).signal).not.toBe(null);
  });

  it("fails to load with its own words when it throws, hangs, or is no module", async () => {
    const thrown = await start('throw new Error("missing dependency");');
    await expect(thrown.plugin.initialize()).rejects.toMatchObject({
      code: "load_failed",
      message: expect.stringContaining("missing dependency"),
    });
    const hanging = await start("await new Promise(() => setInterval(() => {}, 1000));");
    expect(await code(hanging.plugin.initialize({ timeoutMs: 300 }))).toBe("load_timeout");
    const broken = await start("export const = 1;");
    expect(await code(broken.plugin.initialize())).toBe("load_failed");
    const exiting = await start("process.exit(3);");
    expect(await code(exiting.plugin.initialize())).toBe("load_failed");
    expect(await exiting.plugin.exited).toMatchObject({ code: 3 });
  });

  it("starts with the smallest memory that a manifest may ask for", async () => {
    const { plugin } = await start("export const methods = { fine: () => 1 };", {
      permissions: { ...permissions, memory: 16 },
    });
    await plugin.initialize();
    expect(await plugin.call("fine", {}, soon)).toBe(1);
  });

  it("tells a crash to its owner", async () => {
    const exits: unknown[] = [];
    const { plugin } = await start(
      "export const methods = { crash: () => { setTimeout(() => { throw new Error('late'); }, 1); return 1; } };",
      {
        onExit: (exit) => exits.push(exit),
      },
    );
    await plugin.initialize();
    await plugin.call("crash", {}, soon);
    expect(await plugin.exited).toMatchObject({ code: 1 });
    expect(exits).toHaveLength(1);
  });

  it.skipIf(found.limitTool !== "prlimit")(
    "cannot take more memory than its limit, on the heap or beside it",
    async () => {
      const { plugin } = await start(
        `const kept = [];
       export const methods = {
         buffers: () => { for (let i = 0; i < 64; i += 1) kept.push(Buffer.alloc(32 * 1024 * 1024, 1)); return "took 2 GiB"; },
       };`,
      );
      await plugin.initialize();
      expect(["call_failed", "plugin_not_ready"]).toContain(
        await code(plugin.call("buffers", {}, { timeoutMs: 10_000 })),
      );
      const heap = await start(
        "const kept = []; export const methods = { fill: () => { for (;;) kept.push(new Array(1000).fill({ x: 1 })); } };",
      );
      await heap.plugin.initialize();
      expect(await code(heap.plugin.call("fill", {}, { timeoutMs: 15_000 }))).toBe("plugin_not_ready");
    },
  );
});

describe("ctx", () => {
  it("fetches through the broker, as record, text and JSON", async () => {
    const { plugin, asked } = await start(
      `export const methods = { pay: async (_args, ctx) => {
         const response = await ctx.fetch("https://api.example.test/v1/x", { method: "post", headers: { "X-Key": "1" }, body: "{}" });
         return { status: response.status, ok: response.ok, json: await response.json(), body: response.body, type: response.headers["content-type"], got: response.headers.get("Content-Type") };
       } };`,
    );
    await plugin.initialize();
    expect(await plugin.call("pay", {}, soon)).toEqual({
      status: 201,
      ok: true,
      json: { paid: true },
      body: '{"paid":true}',
      type: "application/json",
      got: "application/json",
    });
    expect(asked).toEqual([
      ["fetch", { url: "https://api.example.test/v1/x", method: "POST", headers: { "x-key": "1" }, data: "e30=" }],
    ]);
  });

  it("rejects with the code permission_denied what the broker refuses", async () => {
    const { plugin } = await start(
      `const tried = (promise) => promise.then(() => "allowed", (error) => error.code);
       export const methods = { all: async (_args, ctx) => Promise.all([
         ctx.fs.readFile("a", "utf8"), ctx.fs.writeFile("a", "b"), ctx.fs.list(), ctx.fs.remove("a"),
         ctx.usb.transferIn("1-2", 1, 8), ctx.serial.open("/dev/x", { baudRate: 9600 }), ctx.call("other", "m"),
       ].map(tried)) };`,
    );
    await plugin.initialize();
    expect(await plugin.call("all", {}, soon)).toEqual(Array(7).fill("permission_denied"));
  });

  it("ends its signal with the call that was given up", async () => {
    const { plugin, events } = await start(
      `export const methods = { wait: (_args, ctx) => new Promise((resolve) => ctx.signal.addEventListener("abort", () => { ctx.emit("wait.over"); resolve(); })) };`,
    );
    await plugin.initialize();
    expect(await code(plugin.call("wait", {}, { timeoutMs: 50 }))).toBe("call_timeout");
    await plugin.ping(soon);
    expect(events).toEqual([["wait.over", {}]]);
  });

  it("keeps one in-flight request apart from the next, in any order of answers", async () => {
    const { plugin } = await start(
      "export const methods = { after: ({ ms }) => new Promise((resolve) => setTimeout(resolve, ms, ms)) };",
    );
    await plugin.initialize();
    const answers = await Promise.all([30, 1, 15].map((ms) => plugin.call("after", { ms }, soon)));
    expect(answers).toEqual([30, 1, 15]);
  });

  it("has no method __proto__, toString or constructor", async () => {
    const { plugin } = await start("export const methods = { fine: () => 1 };");
    await plugin.initialize();
    for (const name of ["__proto__", "toString", "constructor", "run"]) {
      expect(await code(plugin.call(name, {}, soon))).toBe("method_unknown");
    }
  });
});
