import { toForgeError } from "@plugsmith/schemas";
import type { SeenDevice } from "../bench/device-table.ts";
import type { Clock } from "../clock.ts";
import { copyUsbDevice, isHub, type UsbLike } from "./copy-usb-device.ts";
import { type HotplugSource, makeDeviceEvent, type SourceStatus } from "./hotplug-source.ts";

/** The part of usb@3 that the watcher needs. */
export interface UsbPort {
  getDevices(): Promise<readonly UsbLike[]>;
  addEventListener(type: "connect" | "disconnect", listener: (event: { device: UsbLike }) => void): void;
  removeEventListener(type: "connect" | "disconnect", listener: (event: { device: UsbLike }) => void): void;
}

/** usb@3, loaded only here: its binary is an optional dependency. */
export async function loadUsb(): Promise<UsbPort> {
  return (await import("usb")).usb as unknown as UsbPort;
}

/** usb@3 loses events when the process was busy or without udevd; listing costs about 1 ms (facts/usb.md, 3 and 4). */
const reconcileMs = 1_500;
const retryMs = 10_000;

const idOf = (device: Pick<UsbLike, "bus" | "address">) => `${Number(device.bus)}.${device.address}`;

/**
 * USB by usb@3. getDevices() comes before any listener, because a listener on a machine without USB ends the process
 * with an error that nobody can catch; then it lists again every 1.5 s in both directions.
 */
export function createUsbWatcher(clock: Clock, load: () => Promise<UsbPort> = loadUsb): HotplugSource {
  const known = new Map<string, SeenDevice>();
  let status: SourceStatus = { source: "usb", state: "starting" };
  let usb: UsbPort | undefined;
  let emit: Parameters<HotplugSource["start"]>[0] = () => {};
  let cancelTimer = () => {};
  let listening = false;
  let stopped = false;
  /** Grows with each event: a list that was asked for before one is out of date. */
  let revision = 0;

  function add(device: UsbLike): void {
    if (known.has(idOf(device)) || isHub(device)) return;
    const seen = copyUsbDevice(device);
    known.set(idOf(device), seen);
    emit(makeDeviceEvent("usb", "device_attached", seen, clock.now()));
  }

  function remove(id: string): void {
    const seen = known.get(id);
    if (!seen) return;
    known.delete(id);
    emit(makeDeviceEvent("usb", "device_detached", seen, clock.now()));
  }

  const guard = (work: () => void) => {
    try {
      revision += 1;
      work();
    } catch (error) {
      // A throw in a listener would end the process; the next list repairs what was missed.
      status = { ...status, message: toForgeError(error).message };
    }
  };
  const onConnect = (event: { device: UsbLike }) => guard(() => add(event.device));
  const onDisconnect = (event: { device: UsbLike }) => guard(() => remove(idOf(event.device)));

  async function reconcile(port: UsbPort): Promise<void> {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const before = revision;
      const devices = await port.getDevices();
      if (revision !== before) continue;
      const present = new Set(devices.map(idOf));
      for (const id of [...known.keys()]) if (!present.has(id)) remove(id);
      for (const device of devices) {
        const old = known.get(idOf(device));
        // The same address for another device: numbers start over after 127.
        if (old && Number.parseInt(old.vendorId, 16) !== device.vendorId) remove(idOf(device));
        add(device);
      }
      return;
    }
  }

  async function beat(): Promise<void> {
    let next = reconcileMs;
    try {
      usb ??= await load();
      await reconcile(usb);
      if (!listening && !stopped) {
        usb.addEventListener("connect", onConnect);
        usb.addEventListener("disconnect", onDisconnect);
        listening = true;
        await reconcile(usb);
      }
      status = { source: "usb", state: "watching" };
    } catch (error) {
      status = {
        source: "usb",
        state: "unavailable",
        code: "usb_unavailable",
        message: `${toForgeError(error).message}. The agent looks again every ${retryMs / 1000} s.`,
      };
      next = retryMs;
    }
    if (!stopped) cancelTimer = clock.after(next, () => void beat());
  }

  return {
    async start(sink) {
      emit = sink;
      await beat();
    },
    async stop() {
      stopped = true;
      cancelTimer();
      usb?.removeEventListener("connect", onConnect);
      usb?.removeEventListener("disconnect", onDisconnect);
      status = { source: "usb", state: "stopped" };
    },
    status: () => status,
  };
}
