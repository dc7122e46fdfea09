import { afterEach, describe, expect, it } from "vitest";
import { type FakeBench, openFakeBench } from "./testing/fake-bench.ts";

const usb = [{ vendorId: "0403", productId: "6001" }];
const board = { vendorId: "0403", productId: "6001", serial: "A1", port: "1-2" };
const meter = (version: string, extra = "") => ({
  name: "acme-meter",
  version,
  usb,
  methods: ["identify", "count", "slow"],
  code: `
    let attached = [];
    let calls = 0;
    export function onLoad(ctx) { ctx.log.info("loaded ${version}"); ${extra} }
    export function onUSBAttach(ctx, device) { attached.push(device.key); }
    export function onUSBDetach(ctx, device) { ctx.log.info("detached " + device.key); }
    export function onUnload(ctx) { ctx.log.info("unloaded ${version}"); }
    export const methods = {
      identify: () => ({ version: "${version}", attached }),
      count: ({ n }) => ({ n, version: "${version}", call: ++calls }),
      slow: async ({ ms }) => { await new Promise((r) => setTimeout(r, ms)); return "${version}"; },
    };`,
});

describe("agent", () => {
  let bench: FakeBench | undefined;
  afterEach(async () => {
    await bench?.close();
    bench = undefined;
  });

  it("loads the matching plugin when its device appears, serves calls, and says goodbye when it goes", async () => {
    bench = await openFakeBench({}, { lingerMs: 50 });
    const { digest } = bench.forge.publish(meter("1.0.0"));
    await bench.agent().request("poll");
    await bench.attach(board);
    const attached = await bench.waitFor("forge.device.attached");
    expect(attached).toMatchObject({ plugin: { name: "acme-meter", version: "1.0.0", digest }, device: { key: "A1" } });
    expect(await bench.call("acme-meter", "identify")).toEqual({ version: "1.0.0", attached: ["A1"] });
    await bench.detach({ port: "1-2" });
    await bench.waitFor("forge.device.detached");
    await bench.waitFor("forge.plugin.unloaded");
    await expect(bench.call("acme-meter", "identify")).rejects.toMatchObject({ code: "plugin_not_ready" });
    const { lines } = (await bench.agent().request("logs", { plugin: "acme-meter" })) as {
      lines: { message: string }[];
    };
    expect(lines.map(({ message }) => message)).toEqual(["loaded 1.0.0", "detached A1", "unloaded 1.0.0"]);
  });

  it("swaps to a new version under load without losing, doubling or reordering a call", async () => {
    bench = await openFakeBench();
    bench.forge.publish(meter("1.0.0"));
    await bench.attach(board);
    await bench.waitFor("forge.device.attached");
    const answers: { n: number; version: string; call: number }[] = [];
    const pending: Promise<unknown>[] = [];
    let sent = 0;
    const timer = setInterval(() => {
      const n = sent++;
      pending.push(
        (bench as FakeBench).call("acme-meter", "count", { n }).then((answer) => answers.push(answer as never)),
      );
    }, 1);
    try {
      const slow = bench.call("acme-meter", "slow", { ms: 600 });
      bench.forge.publish(meter("1.1.0"));
      await bench.waitFor("forge.plugin.swapped");
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(await slow).toBe("1.0.0");
    } finally {
      clearInterval(timer);
    }
    await Promise.all(pending);
    expect(answers.map(({ n }) => n)).toEqual(Array.from({ length: sent }, (_, n) => n));
    const byVersion = (version: string) => answers.filter((answer) => answer.version === version);
    for (const version of ["1.0.0", "1.1.0"]) {
      const own = byVersion(version);
      expect(own.length).toBeGreaterThan(0);
      // The plugin's own counter has neither holes nor repeats: nothing ran twice, nothing was dropped.
      expect(own.map(({ call }) => call)).toEqual(own.map((_, index) => index + 1));
    }
  });

  it("keeps the old version when the new one crashes on load, and does not try it again after a restart", async () => {
    bench = await openFakeBench();
    bench.forge.publish(meter("1.0.0"));
    await bench.attach(board);
    await bench.waitFor("forge.device.attached");
    bench.forge.publish(meter("1.2.0", "process.exit(7);"));
    const rolledBack = await bench.waitFor("forge.plugin.rolled_back");
    expect(rolledBack).toMatchObject({ plugin: { version: "1.2.0" }, previousVersion: "1.0.0", code: "load_failed" });
    expect(await bench.call("acme-meter", "identify")).toMatchObject({ version: "1.0.0" });
    const since = bench.events.length;
    await bench.restart();
    await bench.attach(board);
    await bench.waitFor("forge.device.attached", since);
    expect(await bench.call("acme-meter", "identify")).toMatchObject({ version: "1.0.0" });
    expect(bench.events.slice(since).map(({ type }) => type)).toEqual(["forge.plugin.loaded", "forge.device.attached"]);
  });
});
