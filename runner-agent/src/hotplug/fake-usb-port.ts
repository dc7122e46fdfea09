import type { UsbLike } from "./copy-usb-device.ts";
import type { UsbPort } from "./usb-watcher.ts";

export interface FakeUsbPort extends UsbPort {
  /** Plugs in; `silent`: without an event, as when udev's message was lost. */
  plug(device: Partial<UsbLike> & { address: number }, options?: { silent?: boolean }): void;
  pull(address: number, options?: { silent?: boolean }): void;
  /** Order of what was asked: `list`, `listen connect`, … */
  readonly asked: string[];
  /** Rejects the next lists with this. */
  break(message: string | undefined): void;
  listeners(): number;
}

const strings = ["serialNumber", "manufacturerName", "productName"] as const;

/** usb@3 as facts/usb.md describes it: getters on the prototype, new objects each time, listeners only after a list. */
export function createFakeUsbPort(): FakeUsbPort {
  const devices = new Map<number, UsbLike>();
  const listeners = new Map<string, Set<(event: { device: UsbLike }) => void>>();
  const asked: string[] = [];
  let broken: string | undefined;
  let listed = false;
  const fresh = (device: UsbLike): UsbLike => Object.create(device) as UsbLike;
  const tell = (type: string, device: UsbLike) => {
    for (const run of listeners.get(type) ?? []) run({ device: fresh(device) });
  };
  return {
    asked,
    async getDevices() {
      asked.push("list");
      if (broken !== undefined) throw new Error(broken);
      listed = true;
      return [...devices.values()].map(fresh);
    },
    addEventListener(type, listener) {
      if (!listed) throw new Error("a listener before the first list ends the process on a machine without USB");
      asked.push(`listen ${type}`);
      listeners.set(type, (listeners.get(type) ?? new Set()).add(listener));
    },
    removeEventListener: (type, listener) => void listeners.get(type)?.delete(listener),
    plug({ address, ...given }, { silent = false } = {}) {
      const device = {
        bus: "001",
        address,
        ports: [address],
        vendorId: 0x0403,
        productId: 0x6001,
        deviceClass: 0,
        ...given,
      };
      for (const name of strings)
        if (!(name in device))
          Object.defineProperty(device, name, {
            get() {
              throw new Error("open error: permission denied (errno 13)");
            },
          });
      devices.set(address, device);
      if (!silent) tell("connect", device);
    },
    pull(address, { silent = false } = {}) {
      const device = devices.get(address);
      devices.delete(address);
      if (device && !silent) tell("disconnect", device);
    },
    break(message) {
      broken = message;
    },
    listeners: () => [...listeners.values()].reduce((sum, own) => sum + own.size, 0),
  };
}
