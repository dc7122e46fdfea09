import { afterEach, describe, expect, it } from "vitest";
import { type FakeBench, openFakeBench } from "./testing/fake-bench.ts";

const board = { vendorId: "0403", productId: "6001", serial: "A1", port: "1-2" };
const usb = [{ vendorId: "0403", productId: "6001" }];
const plain = (version: string) => `export const methods = { identify: () => "${version}" };`;
const bad = 'export function onLoad() { throw new Error("this version is bad"); }';
const fragile = "export const methods = { identify: () => process.exit(3) };";
const worker = 'export function onJobReceived() { throw new Error("the probe is wet"); } export const methods = {};';
const permissions = { queue: ["measure"] };

/** Starts only when what it needs answers, and says so. */
const needy = (other: string) => `
  let heard;
  export async function onLoad(ctx) { heard = await ctx.call("${other}", "identify"); }
  export const methods = { identify: () => "after " + heard };`;

interface Jobs {
  readonly jobs: readonly Record<string, unknown>[];
  readonly repeats: readonly unknown[];
}

/** What must be the same after a restart: all that a person sees but processes, times and counters of this life. */
async function look(bench: FakeBench) {
  const { plugins, leases, jobs, registry, devices } = bench.agent().status();
  const { jobs: rows, repeats } = (await bench.agent().request("jobs", { action: "list" })) as Jobs;
  const { plugins: queues } = (await bench.agent().request("jobs", { action: "stats" })) as { plugins: unknown };
  return {
    plugins: plugins.map((plugin) => {
      const { name, lastGood, held, refusals, rejected } = plugin;
      const active = plugin.phase === "active";
      const version = active && "version" in plugin ? plugin.version : null;
      return { name, active, version, devices: plugin.devices, lastGood, held, refusals, rejected };
    }),
    leases,
    jobs,
    queues,
    rows,
    repeats,
    served: devices.map(({ key, plugin }) => ({ key, plugin })),
    registry: { sequence: registry.sequence, revoked: registry.revoked },
  };
}

describe("restart of the agent", () => {
  let bench: FakeBench | undefined;
  afterEach(async () => {
    await bench?.close();
    bench = undefined;
  });

  it("brings back versions, history, reasons, holds, leases, jobs and events without a network", async () => {
    const plugins = Object.fromEntries(
      ["meter", "relay", "fragile", "lamp", "fixed", "gone", "worker"].map((name) => [
        `acme-${name}`,
        { enabled: true },
      ]),
    );
    const own = await openFakeBench({ plugins, limits: { loadMs: 20_000, crashes: 1 } }, { lingerMs: 50 });
    bench = own;
    const { forge } = own;
    const ask = (method: string, params: object) => own.agent().request(method, { ...params });
    const shown = (name: string) =>
      own
        .agent()
        .status()
        .plugins.find((plugin) => plugin.name === name);
    const runs = async (name: string, version: string) => {
      await expect.poll(() => shown(name), { timeout: 20_000 }).toMatchObject({ phase: "active", version });
    };

    forge.publish({ name: "acme-meter", version: "1.0.0", code: plain("1.0.0"), usb });
    for (const name of ["acme-relay", "acme-fixed", "acme-lamp", "acme-gone"])
      forge.publish({ name, version: "1.0.0", code: plain("1.0.0") });
    forge.publish({ name: "acme-fragile", version: "1.0.0", code: fragile });
    forge.publish({ name: "acme-worker", version: "1.0.0", code: worker, hooks: ["onJobReceived"], permissions });
    await own.attach(board);
    for (const name of Object.keys(plugins)) await runs(name, "1.0.0");
    forge.publish({ name: "acme-meter", version: "1.1.0", code: plain("1.1.0"), usb });
    for (const name of ["acme-relay", "acme-fixed"]) forge.publish({ name, version: "1.1.0", code: plain("1.1.0") });
    for (const name of ["acme-meter", "acme-relay", "acme-fixed"]) await runs(name, "1.1.0");
    const since = own.events.length;
    forge.publish({ name: "acme-meter", version: "1.2.0", code: bad, usb });
    await own.waitFor("forge.plugin.rolled_back", since, 20_000);
    await ask("rollback", { plugin: "acme-relay" });
    await ask("load", { plugin: "acme-fixed", version: "1.0.0" });
    await ask("unload", { plugin: "acme-lamp" });
    await own.call("acme-fragile", "identify").catch(() => {});
    await own.waitFor("forge.plugin.broken", since, 20_000);
    forge.setStatus("acme-gone", "1.0.0", "revoked", "it leaks");
    await own.waitFor("forge.plugin.revoked", since, 20_000);
    await ask("lease", { action: "acquire", plugin: "acme-relay", holder: "run 7", seconds: 3_000 });
    const job = { plugin: "acme-worker", name: "measure" };
    const { job: dead } = (await ask("jobs", { action: "add", job: { ...job, attempts: 1, key: "dead" } })) as {
      job: { id: string };
    };
    await expect.poll(() => ask("jobs", { action: "show", id: dead.id })).toMatchObject({ state: "dead" });
    await ask("jobs", { action: "pause", plugin: "acme-worker" });
    await ask("jobs", { action: "add", job: { ...job, key: "later", delayMs: 3_600_000 } });
    await ask("jobs", { action: "add", job: { ...job, key: "waits" } });
    await ask("jobs", { action: "add", job: { ...job, key: "nightly", cron: "0 3 * * *" } });
    forge.setDown(true);
    await ask("reload", { plugin: "acme-meter" });
    await own.detach(board);
    await own.waitFor("forge.device.detached", since);
    await own.attach(board);
    await expect.poll(() => shown("acme-meter")?.devices).toEqual(["A1"]);
    const before = await look(own);
    expect(before.plugins.filter(({ active }) => active)).toHaveLength(4);
    expect(own.agent().status().outbox.pending).toBeGreaterThan(0);

    await own.restart();
    await own.attach(board);
    await expect.poll(() => look(own), { timeout: 20_000 }).toEqual(before);
    expect(own.agent().status().outbox.pending).toBeGreaterThan(0);
    forge.setDown(false);
    await expect.poll(() => own.agent().status().outbox.pending, { timeout: 20_000 }).toBe(0);
    const sent = forge.received.map(
      ({ payload }) => (JSON.parse(Buffer.from(payload, "base64").toString()) as { sequence: number }).sequence,
    );
    expect([...new Set(sent)]).toEqual(own.events.map(({ sequence }) => sequence));
  }, 120_000);

  it("starts plugins after those that they depend on, the first time and again", async () => {
    const names = ["acme-a", "acme-b", "acme-c"];
    const plugins = Object.fromEntries(names.map((name) => [name, { enabled: true }]));
    const own = await openFakeBench({ plugins, limits: { loadMs: 30_000, callMs: 10_000 } });
    bench = own;
    const dependencies = (name: string) => [{ name, range: "^1.0.0" }];
    own.forge.publish({
      name: "acme-a",
      version: "1.0.0",
      code: needy("acme-b"),
      dependencies: dependencies("acme-b"),
    });
    own.forge.publish({
      name: "acme-b",
      version: "1.0.0",
      code: needy("acme-c"),
      dependencies: dependencies("acme-c"),
    });
    own.forge.publish({ name: "acme-c", version: "1.0.0", code: plain("c") });
    let since = 0;
    for (let start = 0; start < 2; start += 1) {
      if (start > 0) {
        since = own.events.length;
        await own.restart();
      }
      const told = () => own.events.slice(since).filter(({ type }) => type.startsWith("forge.plugin."));
      await expect.poll(() => told().length, { timeout: 30_000 }).toBeGreaterThanOrEqual(3);
      const loads = told().map(({ type, plugin }) => `${type} ${plugin?.name}`);
      expect(loads.slice(-3)).toEqual(names.toReversed().map((name) => `forge.plugin.loaded ${name}`));
      expect(await own.call("acme-a", "identify")).toBe("after after c");
    }
  }, 120_000);
});
