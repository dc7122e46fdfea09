import { afterEach, describe, expect, it } from "vitest";
import { createFakeClock } from "../fake-clock.ts";
import { createFakeUsbPort } from "./fake-usb-port.ts";
import { createUsbWatcher } from "./usb-watcher.ts";

describe("createUsbWatcher", () => {
  let stop: (() => Promise<void>) | undefined;
  afterEach(() => stop?.());

  async function watch(port = createFakeUsbPort()) {
    const clock = createFakeClock();
    const watcher = createUsbWatcher(clock, async () => port);
    stop = watcher.stop;
    const events: string[] = [];
    await watcher.start(({ kind, device }) => void events.push(`${kind.replace("device_", "")} ${device?.port}`));
    return { clock, watcher, events, port };
  }

  it("lists before it listens and once more after, and finds what was there already", async () => {
    const port = createFakeUsbPort();
    port.plug({ address: 2 });
    const { events } = await watch(port);
    expect(port.asked).toEqual(["list", "listen connect", "listen disconnect", "list"]);
    expect(events).toEqual(["attached 1-2"]);
  });

  it("reports each device once, whichever of event and list sees it first", async () => {
    const { port, events, clock } = await watch();
    port.plug({ address: 3 });
    await clock.advance(5_000);
    port.pull(3);
    await clock.advance(5_000);
    expect(events).toEqual(["attached 1-3", "detached 1-3"]);
  });

  it("finds lost events in both directions within two seconds", async () => {
    const { port, events, clock } = await watch();
    port.plug({ address: 3 }, { silent: true });
    await clock.advance(2_000);
    port.pull(3, { silent: true });
    await clock.advance(2_000);
    expect(events).toEqual(["attached 1-3", "detached 1-3"]);
  });

  it("leaves hubs alone and knows ports behind them", async () => {
    const { port, events } = await watch();
    port.plug({ address: 3, deviceClass: 9 });
    port.plug({ address: 4, ports: [3, 2] });
    expect(events).toEqual(["attached 1-3.2"]);
  });

  it("is not ended by getters that throw", async () => {
    const port = createFakeUsbPort();
    const clock = createFakeClock();
    const watcher = createUsbWatcher(clock, async () => port);
    stop = watcher.stop;
    const devices: unknown[] = [];
    await watcher.start(({ device }) => void devices.push(device));
    port.plug({ address: 3 });
    port.plug({ address: 4, serialNumber: "" });
    port.plug({ address: 5, serialNumber: "S", productName: "P" });
    expect(devices).toMatchObject([
      { serial: null, product: null, vendorId: "0403", key: "1-3" },
      { serial: null, key: "1-4" },
      { serial: "S", product: "P", key: "S" },
    ]);
  });

  it("says that there is no USB, keeps the agent running, and finds USB when it comes", async () => {
    const port = createFakeUsbPort();
    port.break("getDevices error: /sys/bus/usb/devices/ not found (errno 2)");
    const { watcher, clock, events } = await watch(port);
    expect(watcher.status()).toMatchObject({ state: "unavailable", code: "usb_unavailable" });
    expect(watcher.status().message).toContain("/sys/bus/usb");
    port.break(undefined);
    port.plug({ address: 7 });
    await clock.advance(10_000);
    expect(watcher.status()).toMatchObject({ state: "watching" });
    expect(events).toEqual(["attached 1-7"]);
  });

  it("takes another device at an old address for another device", async () => {
    const { port, events, clock } = await watch();
    port.plug({ address: 3 });
    port.pull(3, { silent: true });
    port.plug({ address: 3, vendorId: 0x1a86 }, { silent: true });
    await clock.advance(2_000);
    expect(events).toEqual(["attached 1-3", "detached 1-3", "attached 1-3"]);
  });

  it("lets go of everything when it stops", async () => {
    const { watcher, port, clock } = await watch();
    await watcher.stop();
    expect(port.listeners()).toBe(0);
    expect(clock.pending()).toBe(0);
  });
});
