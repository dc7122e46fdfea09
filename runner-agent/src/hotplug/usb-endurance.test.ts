import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { HotplugEvent } from "@plugsmith/schemas";
import { afterEach, describe, expect, it } from "vitest";
import { explainNoUsbBench, openUsbBench } from "../testing/usb-bench.ts";

const code = `
  const devices = new Set();
  let attached = 0;
  let detached = 0;
  export function onUSBAttach(ctx, device) { attached += 1; devices.add(device.key); }
  export function onUSBDetach(ctx, device) { detached += 1; devices.delete(device.key); }
  export const methods = { identify: () => ({ devices: [...devices].sort(), attached, detached }) };`;
const rules = { methods: ["identify"], hooks: ["onUSBAttach", "onUSBDetach"] } as const;

/** 1,000 in a deep run; each cycle waits for its event, as a person's hand would. */
const cycles = Number(process.env["PLUGSMITH_USB_CYCLES"] ?? 12);
const longMs = 120_000 + cycles * 1_000;

const skip = explainNoUsbBench();
if (skip) console.warn(`SKIPPED: many real usb@3 events in the agent: ${skip}`);

interface Seen {
  readonly devices: readonly string[];
  readonly attached: number;
  readonly detached: number;
}

describe.skipIf(skip)("agent under many real usb@3 events", () => {
  let close: (() => Promise<void>) | undefined;
  afterEach(async () => {
    await close?.();
    close = undefined;
  });

  async function begin(linger: boolean) {
    const bench = await openUsbBench({ linger });
    bench.writePlugin("acme-meter", "1.0.0", code, { ...rules, methods: [...rules.methods], hooks: [...rules.hooks] });
    const running = await bench.start();
    close = running.close;
    const journal = () =>
      readFileSync(join(bench.root, "state/hotplug.ndjson"), "utf8")
        .trim()
        .split("\n")
        .map((line) => (JSON.parse(line) as { event: HotplugEvent }).event)
        .filter(({ device }) => device !== undefined);
    const identify = async () =>
      (await running.client.request("call", { plugin: "acme-meter", method: "identify" })) as Seen;
    return { ...running, journal, identify };
  }

  const count = (lines: readonly Record<string, unknown>[], type: string) =>
    lines.filter((line) => line["type"] === type).length;

  it(
    `sees all of ${cycles} attach and detach cycles, and pairs each load with an unload`,
    async () => {
      const { agent, bus, told, journal } = await begin(false);
      for (let n = 0; n < cycles; n += 1) {
        const since = agent.lines.length;
        await bus.attach("0403:6001", { port: "1-2", serial: `S${n}` });
        await told("attached", `S${n}`, since);
        await bus.detach("1-2");
        await told("detached", `S${n}`, since);
        await agent.waitFor(({ type }) => type === "forge.plugin.unloaded", since, 60_000);
      }
      expect(count(agent.lines, "forge.plugin.loaded")).toBe(cycles);
      expect(count(agent.lines, "forge.plugin.unloaded")).toBe(cycles);
      expect(count(agent.lines, "forge.plugin.broken")).toBe(0);
      const kinds = journal().map(({ kind, device }) => `${kind} ${device?.serial}`);
      expect(kinds).toEqual(
        Array.from({ length: cycles }, (_, n) => [`device_attached S${n}`, `device_detached S${n}`]).flat(),
      );
    },
    longMs,
  );

  it("serves 100 devices that come at once, each exactly once, and lets all go at once", async () => {
    const { bus, identify } = await begin(true);
    const wanted = Array.from({ length: 100 }, (_, n) => `D${n}`).sort();
    await Promise.all(wanted.map((serial, n) => bus.attach("0403:6001", { port: `1-${n + 1}`, serial })));
    await expect.poll(() => identify().catch(String), { timeout: 40_000 }).toMatchObject({ devices: wanted });
    expect(await identify()).toMatchObject({ attached: 100, detached: 0 });
    await bus.detachAll();
    await expect
      .poll(() => identify().catch(String), { timeout: 40_000 })
      .toEqual({ devices: [], attached: 100, detached: 100 });
  }, 120_000);

  it("finds the truth again after it was stopped through 100 events", async () => {
    const { bus, identify, pid, journal } = await begin(true);
    for (let n = 0; n < 10; n += 1) await bus.attach("0403:6001", { port: `1-${n + 1}`, serial: `OLD${n}` });
    await expect.poll(() => identify().catch(String), { timeout: 40_000 }).toMatchObject({ attached: 10 });
    process.kill(pid, "SIGSTOP");
    try {
      // 10 leave, 40 come, 35 of them leave, 15 others come: 100 events.
      for (let n = 0; n < 10; n += 1) await bus.detach(`1-${n + 1}`);
      for (let n = 0; n < 40; n += 1) await bus.attach("0403:6001", { port: `1-${n + 1}`, serial: `MID${n}` });
      for (let n = 0; n < 35; n += 1) await bus.detach(`1-${n + 1}`);
      for (let n = 0; n < 15; n += 1) await bus.attach("0403:6001", { port: `1-${n + 1}`, serial: `NEW${n}` });
    } finally {
      process.kill(pid, "SIGCONT");
    }
    const there = (await bus.list()).map(({ serial }) => String(serial)).sort();
    expect(there).toHaveLength(20);
    await expect.poll(() => identify().catch(String), { timeout: 40_000 }).toMatchObject({ devices: there });
    const { attached, detached } = await identify();
    expect(attached - detached).toBe(20);
    const events = journal();
    for (const serial of new Set(events.map(({ device }) => device?.serial)))
      events
        .filter(({ device }) => device?.serial === serial)
        .forEach(({ kind }, n) => expect(kind).toBe(n % 2 === 0 ? "device_attached" : "device_detached"));
  }, 120_000);
});
