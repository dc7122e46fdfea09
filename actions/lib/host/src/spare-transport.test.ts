import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { detectConfinement } from "./detect-confinement.ts";
import type { PluginProcess, PluginStart } from "./plugin-process.ts";
import type { Spare } from "./spare-pool.ts";
import { startSpare } from "./spare-transport.ts";

const root = mkdtempSync(join(tmpdir(), "plugsmith-spares-"));
const spareRoot = join(root, "spares");
const confinement = await detectConfinement();
const soon = { timeoutMs: 5_000 };
const open: { stop(): Promise<unknown> }[] = [];
let count = 0;

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.stop()));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function startOne(memory = 64): Promise<Spare> {
  const spare = await startSpare(spareRoot, memory, confinement);
  open.push(spare);
  return spare;
}

/** A package on disk and the spare that became its process. */
async function adopt(files: Readonly<Record<string, string>>, change: Partial<PluginStart> = {}, memory = 64) {
  const spare = await startOne(memory);
  const folder = join(root, `package-${++count}`);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const errors: string[] = [];
  const plugin: PluginProcess = spare.adopt({
    folder,
    entry: "index.mjs",
    plugin: { name: "trial", version: "1.2.3" },
    config: { key: "value" },
    permissions: { filesystem: [], network: { outbound: [], inbound: false }, usb: [], memory, queue: [] },
    confinement,
    broker: { handle: async () => null },
    onLog: ({ message }) => errors.push(message),
    ...change,
  });
  return { plugin, folder, spare, errors };
}

describe.skipIf(confinement.level !== "os")("startSpare", () => {
  it("remembers nothing of what it tried while it waited, not even that a folder had no package.json", async () => {
    const { plugin } = await adopt(
      {
        "package.json": '{ "type": "module" }',
        "index.js": `import { readdirSync } from "node:fs"; import { join } from "node:path";
          let loaded = 0;
          export function onLoad() { loaded += 1; }
          export const methods = { look: () => ({ loaded, files: readdirSync(import.meta.dirname).sort() }) };`,
      },
      { entry: "index.js" },
    );
    expect(await plugin.initialize(soon)).toMatchObject({ hooks: ["onLoad"], methods: ["look"] });
    await plugin.hook("onLoad", {}, soon);
    expect(await plugin.call("look", {}, soon)).toEqual({ loaded: 1, files: ["index.js", "package.json"] });
    await expect(plugin.call("echo", {}, soon)).rejects.toMatchObject({ code: "method_unknown" });
  });

  it("becomes a plugin with several files, and leaves nothing behind when that stops", async () => {
    const { plugin, errors } = await adopt({
      "index.mjs": `import { add } from "./lib/add.mjs"; import { readFileSync } from "node:fs"; import { join } from "node:path";
        console.log("printed");
        export const methods = { add: ({ a, b }) => add(a, b), config: (_args, ctx) => ctx.config,
          asset: () => readFileSync(join(import.meta.dirname, "lib/text.txt"), "utf8"), cwd: () => readFileSync("lib/text.txt", "utf8") };`,
      "lib/add.mjs": "export const add = (a, b) => a + b;",
      "lib/text.txt": "an asset",
    });
    expect(await plugin.initialize()).toMatchObject({ methods: ["add", "config", "asset", "cwd"] });
    expect(await plugin.call("add", { a: 1, b: 2 }, soon)).toBe(3);
    expect(await plugin.call("config", {}, soon)).toEqual({ key: "value" });
    expect(await plugin.call("asset", {}, soon)).toBe("an asset");
    expect(await plugin.call("cwd", {}, soon)).toBe("an asset");
    expect(errors).toEqual(["printed"]);
    await plugin.stop();
    expect(readdirSync(spareRoot)).toEqual([]);
  });

  it("gives the plugin no more than a cold start does", async () => {
    const sibling = await startOne();
    const { plugin, folder } = await adopt({
      "index.mjs": `import fs from "node:fs"; import { dirname } from "node:path";
        const attempt = (fn) => { try { return String(fn()); } catch (error) { return "no: " + error.code; } };
        const here = import.meta.dirname;
        export const methods = { probe: ({ store }) => ({
          store: attempt(() => fs.readdirSync(store)),
          siblings: attempt(() => fs.readdirSync(dirname(here))),
          own: attempt(() => fs.readdirSync(here)),
          write: attempt(() => fs.writeFileSync(here + "/index.mjs", "x")),
          chmod: attempt(() => fs.chmodSync(here + "/index.mjs", 0o777)),
          add: attempt(() => fs.writeFileSync(here + "/new.mjs", "x")),
          parent: attempt(() => fs.readFileSync("/proc/1/environ")),
          env: Object.keys(process.env).sort().join(),
          child: attempt(() => process.getBuiltinModule("node:child_process").spawnSync("id").error ?? "ran"),
          sqlite: attempt(() => process.getBuiltinModule("node:sqlite")),
        }) };`,
    });
    await plugin.initialize();
    const seen = (await plugin.call("probe", { store: folder }, soon)) as Record<string, string>;
    for (const what of ["store", "write", "chmod", "add", "parent"]) expect(seen[what]).toMatch(/^no: /);
    expect(seen["own"]).toBe("index.mjs");
    // This test's folders lie below /tmp, whose private stand-in the plugin may list: it shows its own mount point only.
    expect(seen["siblings"]?.split(",")).toHaveLength(1);
    expect(seen["env"]?.replace("PWD,", "")).toBe("HOME,LANG,PATH,TMPDIR,TZ");
    expect(seen["child"]).toMatch(/ERR_ACCESS_DENIED/);
    expect(seen["sqlite"]).toBe("undefined");
    await sibling.stop();
  });

  it("holds the memory limit it was started with", async () => {
    const { plugin } = await adopt(
      {
        "index.mjs":
          "const kept = []; export const methods = { fill: () => { for (;;) kept.push(new Array(1000).fill({ x: 1 })); }, limit: () => process.execArgv.find((one) => one.startsWith('--max-old')) };",
      },
      {},
      48,
    );
    await plugin.initialize();
    expect(await plugin.call("limit", {}, soon)).toBe("--max-old-space-size=48");
    await expect(plugin.call("fill", {}, { timeoutMs: 15_000 })).rejects.toMatchObject({ code: "plugin_not_ready" });
  });

  it("refuses what is no package of plain files, and is gone when it is stopped", async () => {
    const spare = await startOne();
    const folder = join(root, "linked");
    mkdirSync(folder);
    symlinkSync("/etc/passwd", join(folder, "index.mjs"));
    const start = { folder, entry: "index.mjs" } as PluginStart;
    expect(() => spare.adopt(start)).toThrow("no regular file");
    expect(() => spare.adopt({ ...start, entry: "../../x.mjs" })).toThrow(
      expect.objectContaining({ code: "load_failed" }),
    );
    await spare.stop();
    await spare.exited;
    expect(readdirSync(spareRoot)).toEqual([]);
  });

  it("says so when a spare does not start, and leaves no folder", async () => {
    // Less than Node needs to start.
    const tooLittle = -1_000;
    await expect(startSpare(spareRoot, tooLittle, confinement)).rejects.toMatchObject({ code: "load_failed" });
    expect(existsSync(spareRoot) ? readdirSync(spareRoot) : []).toEqual([]);
  });
});
