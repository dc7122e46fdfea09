import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { type FakeBench, openFakeBench } from "./testing/fake-bench.ts";

/** A zombie is dead: it only waits for its parent. */
function isAlive(pid: number): boolean {
  try {
    return !/^State:\t[ZX]/mu.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

const usb = [{ vendorId: "0403", productId: "6001" }];
const board = { vendorId: "0403", productId: "6001", serial: "A1", port: "1-2" };
const meter = (version: string, memory = 128) => ({
  name: "acme-meter",
  version,
  usb,
  permissions: { memory },
  code: `export const methods = { identify: () => "${version}", boom: () => { setTimeout(() => process.exit(3), 5); return 1; } };`,
  methods: ["identify", "boom"],
});

describe("agent, when versions are withdrawn or ask for more", () => {
  let bench: FakeBench | undefined;
  afterEach(async () => {
    await bench?.close();
    bench = undefined;
  });

  async function runTwoVersions(): Promise<FakeBench> {
    bench = await openFakeBench();
    bench.forge.publish(meter("1.0.0"));
    await bench.attach(board);
    await bench.waitFor("forge.plugin.loaded");
    bench.forge.publish(meter("1.1.0"));
    await bench.waitFor("forge.plugin.swapped");
    return bench;
  }

  it("stops a suspended version, starts nothing lower in its place, and starts it again when the suspension is lifted", async () => {
    const { forge, waitFor, call, events, agent } = await runTwoVersions();
    forge.setStatus("acme-meter", "1.1.0", "suspended", "the readings drift");
    expect(await waitFor("forge.plugin.unloaded")).toMatchObject({
      plugin: { version: "1.1.0" },
      code: "version_suspended",
      message: expect.stringContaining("the readings drift"),
    });
    await agent().request("poll");
    await expect(call("acme-meter", "identify")).rejects.toMatchObject({ code: "plugin_not_ready" });
    const { plugins, devices } = agent().status();
    expect(plugins).toMatchObject([
      {
        phase: "stopped",
        refusals: [
          { version: "1.1.0", code: "version_suspended", message: expect.stringContaining("the readings drift") },
        ],
      },
    ]);
    expect(devices).toMatchObject([{ key: "A1", plugin: "acme-meter", code: "version_suspended" }]);
    await expect(agent().request("load", { plugin: "acme-meter" })).rejects.toMatchObject({
      code: "version_suspended",
    });
    const since = events.length;
    forge.setStatus("acme-meter", "1.1.0", "active");
    await waitFor("forge.plugin.loaded", since);
    expect(await call("acme-meter", "identify")).toBe("1.1.0");
    const types = events.map(({ type }) => type);
    expect(types).not.toContain("forge.plugin.rolled_back");
    expect(types).not.toContain("forge.device.unknown");
  });

  it("goes to an older active version while one is suspended when a person commands it, and stays there", async () => {
    const own = await runTwoVersions();
    own.forge.setStatus("acme-meter", "1.1.0", "suspended");
    await own.waitFor("forge.plugin.unloaded");
    expect(await own.agent().request("rollback", { plugin: "acme-meter" })).toMatchObject({ version: "1.0.0" });
    own.forge.setStatus("acme-meter", "1.1.0", "active");
    await own.agent().request("poll");
    expect(await own.call("acme-meter", "identify")).toBe("1.0.0");
  });

  it("goes back to no version that is suspended itself", async () => {
    const own = await runTwoVersions();
    own.forge.setStatus("acme-meter", "1.0.0", "suspended");
    await own.agent().request("poll");
    expect(await own.call("acme-meter", "identify")).toBe("1.1.0");
    await expect(own.agent().request("rollback", { plugin: "acme-meter" })).rejects.toMatchObject({
      code: "version_not_higher",
    });
  });

  it("unloads for good when the version is revoked, whatever a restart or a later registry says", async () => {
    const own = await runTwoVersions();
    own.forge.setStatus("acme-meter", "1.1.0", "suspended");
    await own.waitFor("forge.plugin.unloaded");
    own.forge.setStatus("acme-meter", "1.1.0", "revoked");
    expect(await own.waitFor("forge.plugin.revoked")).toMatchObject({ plugin: { version: "1.1.0" } });
    await expect(own.call("acme-meter", "identify")).rejects.toMatchObject({ code: "plugin_not_ready" });
    own.forge.setStatus("acme-meter", "1.1.0", "active");
    await own.restart();
    await own.attach(board);
    await own.agent().request("poll");
    await expect(own.agent().request("load", { plugin: "acme-meter" })).rejects.toMatchObject({
      code: "version_not_higher",
    });
    const since = own.events.length;
    own.forge.publish(meter("1.2.0"));
    await own.waitFor("forge.plugin.loaded", since);
    expect(await own.call("acme-meter", "identify")).toBe("1.2.0");
  });

  it.each(["suspended", "revoked"] as const)(
    "lets no call in flight keep a %s version running, nor its goodbye",
    async (status) => {
      // A call under a lease may take hours.
      bench = await openFakeBench({ limits: { loadMs: 5_000, callMs: 600_000, stopMs: 600_000 } });
      const { forge, attach, waitFor, call, agent } = bench;
      const code = `export const methods = { hold: () => new Promise(() => {}) }; export const onUnload = () => new Promise(() => {});`;
      forge.publish({ ...meter("1.0.0"), code, methods: ["hold"] });
      await attach(board);
      await waitFor("forge.plugin.loaded");
      const pid = agent().status().plugins[0]?.pid ?? 0;
      expect(isAlive(pid)).toBe(true);
      const held = call("acme-meter", "hold").catch((error: unknown) => error);
      forge.setStatus("acme-meter", "1.0.0", status);
      await agent().request("poll");
      expect(await held).toMatchObject({ code: expect.stringMatching(/^(?:call_failed|plugin_not_ready)$/u) });
      await waitFor(status === "revoked" ? "forge.plugin.revoked" : "forge.plugin.unloaded");
      expect(isAlive(pid)).toBe(false);
      expect(bench.events.map(({ type }) => type)).not.toContain("forge.plugin.broken");
      expect(agent().status().plugins[0]).toMatchObject({ phase: "stopped" });
    },
  );

  it("refuses an older registry and keeps what runs", async () => {
    const own = await runTwoVersions();
    own.forge.replaceRegistry(JSON.stringify({ ...own.forge.registry(), sequence: 1, plugins: [] }));
    await own.agent().request("poll");
    expect(own.agent().status().sources).toContainEqual(
      expect.objectContaining({ source: "registry", code: "registry_rollback" }),
    );
    expect(await own.call("acme-meter", "identify")).toBe("1.1.0");
  });

  it("waits for a person before a version with wider permissions, and takes it when they are accepted", async () => {
    const own = await runTwoVersions();
    own.forge.publish(meter("2.0.0", 256));
    await own.agent().request("poll");
    const plugin = own.agent().status().plugins[0];
    expect(plugin).toMatchObject({ version: "1.1.0", refusals: [{ version: "2.0.0", code: "permissions_wait" }] });
    expect(plugin?.refusals[0]?.message).toContain("memory:256");
    await own.agent().request("load", { plugin: "acme-meter", acceptPermissions: true });
    expect(await own.call("acme-meter", "identify")).toBe("2.0.0");
  });

  it("refuses a package whose signature does not hold and says so", async () => {
    const own = await runTwoVersions();
    own.forge.publish(meter("1.2.0"), { bundle: "forged" });
    expect(await own.waitFor("forge.plugin.refused")).toMatchObject({
      code: "signature_invalid",
      plugin: { version: "1.2.0" },
    });
    expect(await own.call("acme-meter", "identify")).toBe("1.1.0");
  });

  it("goes back when a person asks, and stays there", async () => {
    const own = await runTwoVersions();
    expect(await own.agent().request("rollback", { plugin: "acme-meter" })).toMatchObject({ version: "1.0.0" });
    await own.agent().request("poll");
    expect(await own.call("acme-meter", "identify")).toBe("1.0.0");
    await expect(own.agent().request("rollback", { plugin: "acme-meter" })).rejects.toMatchObject({
      code: "version_not_higher",
    });
    expect(await own.call("acme-meter", "identify")).toBe("1.0.0");
  });

  it("restarts a crashed plugin until its budget is used up, then shows why until a person clears it", async () => {
    const own = await runTwoVersions();
    const deadline = performance.now() + 10_000;
    while (!own.events.some(({ type }) => type === "forge.plugin.broken") && performance.now() < deadline) {
      await own.call("acme-meter", "boom").catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(await own.waitFor("forge.plugin.broken")).toMatchObject({ code: "plugin_broken" });
    await own.agent().request("poll");
    expect(own.agent().status().plugins[0]).toMatchObject({ phase: "stopped", refusals: [{ code: "plugin_broken" }] });
    await own.agent().request("reload", { plugin: "acme-meter" });
    expect(await own.call("acme-meter", "identify")).toBe("1.1.0");
  });

  it("stays down when a person unloads it, also over a restart", async () => {
    const own = await runTwoVersions();
    await own.agent().request("unload", { plugin: "acme-meter" });
    await own.restart();
    await own.attach(board);
    await own.agent().request("poll");
    expect(own.agent().status().plugins[0]).toMatchObject({ phase: "stopped", held: true });
    await own.agent().request("load", { plugin: "acme-meter" });
    expect(await own.call("acme-meter", "identify")).toBe("1.1.0");
  });

  it("starts the last good version from its store when the forge is away", async () => {
    const own = await runTwoVersions();
    own.forge.setDown(true);
    const since = own.events.length;
    await own.restart();
    await own.attach(board);
    await own.waitFor("forge.plugin.loaded", since);
    expect(await own.call("acme-meter", "identify")).toBe("1.1.0");
    expect(own.agent().status().outbox.pending).toBeGreaterThan(0);
    own.forge.setDown(false);
    const sequences = () =>
      own.forge.received.map(
        ({ payload }) => JSON.parse(Buffer.from(payload, "base64").toString("utf8")).sequence as number,
      );
    const deadline = performance.now() + 8_000;
    while (own.agent().status().outbox.pending > 0 && performance.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(sequences()).toEqual(own.events.map(({ sequence }) => sequence));
    expect(sequences()).toEqual(sequences().map((_, index) => index + 1));
  });

  it("loads nothing where an operating-system boundary is demanded and missing, and says so", async () => {
    bench = await openFakeBench({}, { confinement: { level: "process", tool: null, reason: "a test" } });
    bench.forge.publish(meter("1.0.0"));
    await bench.attach(board);
    await bench.agent().request("poll");
    expect(bench.agent().ready.loads).toBe(false);
    const { status, plugins, isolation } = bench.agent().status();
    expect(status).toBe("blocked");
    expect(isolation).toMatchObject({ code: "confinement_unavailable", reason: "a test" });
    expect(plugins).toMatchObject([
      { name: "acme-meter", phase: "stopped", refusals: [{ code: "confinement_unavailable" }] },
    ]);
  });
});
