import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { detectConfinement } from "@plugsmith/plugin-host";
import { afterEach, describe, expect, it } from "vitest";
import { type FakeBench, openFakeBench } from "./testing/fake-bench.ts";

const usb = [{ vendorId: "0403", productId: "6001" }];
const board = { vendorId: "0403", productId: "6001", serial: "A1", port: "1-2" };
const plugin = (name: string, version: string, memory = 64) => ({
  name,
  version,
  usb: name === "acme-meter" ? usb : [],
  permissions: { memory },
  methods: ["where"],
  code: "export const methods = { where: () => import.meta.dirname };",
});
const { level } = await detectConfinement();

const listProcesses = (text: string) =>
  readdirSync("/proc").filter((name) => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/cmdline`, "utf8").includes(text);
    } catch {
      return false;
    }
  });

describe.skipIf(level !== "os")("agent with waiting processes", () => {
  let bench: FakeBench | undefined;
  afterEach(async () => {
    await bench?.close();
    bench = undefined;
  });

  async function runOne(): Promise<FakeBench> {
    bench = await openFakeBench();
    bench.forge.publish(plugin("acme-meter", "1.0.0"));
    await bench.attach(board);
    await bench.waitFor("forge.device.attached");
    return bench;
  }
  async function waitForSpares(own: FakeBench, count: number) {
    while (own.agent().status().spares !== count) await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const isSpare = async (own: FakeBench) => String(await own.call("acme-meter", "where")).includes("/spares/");

  it("starts the first plugin cold and the next version in a process that waited", async () => {
    const own = await runOne();
    expect(await isSpare(own)).toBe(false);
    await waitForSpares(own, 1);
    own.forge.publish(plugin("acme-meter", "1.1.0"));
    await own.waitFor("forge.plugin.swapped");
    expect(await isSpare(own)).toBe(true);
    own.forge.publish(plugin("acme-meter", "1.2.0", 48));
    await own.waitFor("forge.plugin.swapped", own.events.length);
    expect(await isSpare(own)).toBe(false);
  });

  it("has one ready after a restart for what ran before, and leaves neither process nor folder when it ends", async () => {
    const own = await runOne();
    await own.restart();
    await waitForSpares(own, 1);
    const since = own.events.length;
    await own.attach(board);
    await own.waitFor("forge.device.attached", since);
    expect(await isSpare(own)).toBe(true);
    await waitForSpares(own, 1);
    await own.agent().close();
    expect(readdirSync(join(own.config.stateDir, "spares"))).toEqual([]);
    expect(listProcesses(own.folder)).toEqual([]);
  });

  it("keeps none when the bench wants none", async () => {
    bench = await openFakeBench({}, { spares: 0 });
    bench.forge.publish(plugin("acme-meter", "1.0.0"));
    await bench.attach(board);
    await bench.waitFor("forge.device.attached");
    await bench.restart();
    expect(readdirSync(bench.config.stateDir)).not.toContain("spares");
  });
});
