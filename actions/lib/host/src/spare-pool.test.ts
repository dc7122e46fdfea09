import { describe, expect, it } from "vitest";
import { fakePluginHost } from "./fake-plugin-process.ts";
import type { PluginStart } from "./plugin-process.ts";
import { createSparePool, type Spare } from "./spare-pool.ts";

const startOf = (memory: number, change: Partial<PluginStart> = {}): PluginStart => ({
  folder: "/store/x",
  entry: "index.mjs",
  plugin: { name: "trial", version: "1.0.0" },
  config: {},
  permissions: { filesystem: [], network: { outbound: [], inbound: false }, usb: [], memory, queue: [] },
  confinement: { level: "os", tool: "bwrap" },
  broker: { handle: async () => null },
  ...change,
});
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

function openPool(perLimit = 1, { launches = true, adopts = true } = {}) {
  const timers: { ms: number; run: () => void }[] = [];
  const spares: { memory: number; state: "waiting" | "adopted" | "stopped" | "dead"; die(): void }[] = [];
  let cold = 0;
  const host = fakePluginHost(() => ({}));
  const pool = createSparePool({
    perLimit,
    async startCold(start) {
      cold += 1;
      return host.startPluginProcess(start);
    },
    after(ms, run) {
      const timer = { ms, run };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
    async launch(memory) {
      if (!launches) throw new Error("no namespaces today");
      const exited = Promise.withResolvers<void>();
      const own: (typeof spares)[number] = {
        memory,
        state: "waiting",
        die() {
          own.state = "dead";
          exited.resolve();
        },
      };
      spares.push(own);
      const spare: Spare = {
        exited: exited.promise,
        adopt() {
          if (!adopts) throw new Error("too many files");
          if (own.state !== "waiting") throw new Error(`fake spare: adopted while ${own.state}`);
          own.state = "adopted";
          return { adopted: own } as never;
        },
        async stop() {
          if (own.state !== "dead") own.state = "stopped";
          exited.resolve();
        },
      };
      return spare;
    },
  });
  const elapse = async () => {
    for (const { run } of timers.splice(0)) run();
    await settle();
  };
  return { pool, spares, timers, elapse, cold: () => cold };
}

describe("createSparePool", () => {
  it("gives a waiting spare to one plugin only, and starts the next one cold", async () => {
    const { pool, spares, cold } = openPool();
    pool.prepare(64);
    await settle();
    await pool.start(startOf(64));
    expect([spares[0]?.state, cold(), pool.ready()]).toEqual(["adopted", 0, 0]);
    await pool.start(startOf(64));
    expect(cold()).toBe(1);
  });

  it("gives no plugin a process with another memory limit", async () => {
    const { pool, spares, cold } = openPool();
    pool.prepare(64);
    await settle();
    await pool.start(startOf(128));
    expect([spares[0]?.state, cold()]).toEqual(["waiting", 1]);
  });

  it.each<[string, Partial<PluginStart>]>([
    ["another runtime", { runtime: "python" }],
    ["limits of its own", { limits: { cpuSeconds: 5 } }],
    ["no boundary", { confinement: { level: "process", tool: null } }],
  ])("starts a plugin with %s cold", async (_why, change) => {
    const { pool, cold } = openPool();
    pool.prepare(64);
    await settle();
    await pool.start(startOf(64, change));
    expect([cold(), pool.ready()]).toEqual([1, 1]);
  });

  it("refills a while after a start, up to its number and no further", async () => {
    const { pool, spares, elapse } = openPool(2);
    await pool.start(startOf(64));
    expect(spares).toHaveLength(0);
    await elapse();
    expect(pool.ready()).toBe(2);
    await pool.start(startOf(64));
    await pool.start(startOf(64));
    await elapse();
    expect([pool.ready(), spares.length]).toEqual([2, 4]);
  });

  it("keeps spares for the two limits used last", async () => {
    const { pool, spares } = openPool();
    for (const memory of [64, 128, 64, 256]) {
      pool.prepare(memory);
      await settle();
    }
    expect(spares.map(({ memory, state }) => [memory, state])).toEqual([
      [64, "waiting"],
      [128, "stopped"],
      [256, "waiting"],
    ]);
  });

  it("replaces a spare that died while it waited, after a pause", async () => {
    const { pool, spares, timers, elapse } = openPool();
    pool.prepare(64);
    await settle();
    spares[0]?.die();
    await settle();
    expect([pool.ready(), spares.length, timers[0]?.ms]).toEqual([0, 1, 10_000]);
    await elapse();
    expect(pool.ready()).toBe(1);
  });

  it("starts cold when spares cannot be started or cannot take the package", async () => {
    const broken = openPool(1, { launches: false });
    broken.pool.prepare(64);
    await settle();
    await broken.pool.start(startOf(64));
    expect(broken.cold()).toBe(1);
    const refusing = openPool(1, { adopts: false });
    refusing.pool.prepare(64);
    await settle();
    await refusing.pool.start(startOf(64));
    expect([refusing.cold(), refusing.spares[0]?.state]).toEqual([1, "stopped"]);
  });

  it("leaves no spare and no timer behind when it is closed, also one that was still starting", async () => {
    const { pool, spares, timers, cold } = openPool(2);
    pool.prepare(64);
    await pool.close();
    expect(spares.map(({ state }) => state)).toEqual(["stopped", "stopped"]);
    await pool.start(startOf(64));
    expect([cold(), pool.ready(), timers.length]).toEqual([1, 0, 0]);
  });

  it("is off without spares", async () => {
    const { pool, spares, cold } = openPool(0);
    pool.prepare(64);
    await pool.start(startOf(64));
    expect([cold(), spares.length]).toEqual([1, 0]);
  });
});
