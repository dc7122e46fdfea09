import { ForgeError } from "@plugsmith/schemas";
import type { SeenDevice } from "../bench/device-table.ts";
import type { Clock } from "../clock.ts";
import { type HotplugSource, makeDeviceEvent } from "./hotplug-source.ts";

export interface SimulatedSource extends HotplugSource {
  /** Plugs a device in; missing fields get harmless values. @throws ForgeError `message_invalid`. */
  attach(device: Readonly<Record<string, unknown>>): SeenDevice;
  /** Pulls the device with this port, serial or key. @throws ForgeError `match_none`. */
  detach(device: Readonly<Record<string, unknown>>): SeenDevice;
}

const textOf = (value: unknown) => (typeof value === "string" && value !== "" ? value.slice(0, 126) : null);

function parseSimulated(value: Readonly<Record<string, unknown>>, address: number): SeenDevice {
  const id = (name: "vendorId" | "productId") => {
    const text = String(value[name] ?? "").toLowerCase();
    if (/^[0-9a-f]{4}$/.test(text)) return text;
    throw new ForgeError("message_invalid", {
      message: `${name} must be 4 hex digits.`,
      hint: 'For example {"vendorId": "0403", "productId": "6001", "serial": "A1", "port": "1-2"}.',
    });
  };
  return {
    bus: 0,
    address,
    port: textOf(value["port"]) ?? `0-${address}`,
    vendorId: id("vendorId"),
    productId: id("productId"),
    serial: textOf(value["serial"]),
    manufacturer: textOf(value["manufacturer"]),
    product: textOf(value["product"]),
  };
}

/** Devices that a person or test plugs in over the control socket. */
export function createSimulatedSource(clock: Clock): SimulatedSource {
  const plugged = new Map<string, SeenDevice>();
  let nextAddress = 1;
  let emit: Parameters<HotplugSource["start"]>[0] = () => {};
  let started = false;
  const send = (kind: "device_attached" | "device_detached", device: SeenDevice) =>
    emit(makeDeviceEvent("simulated", kind, device, clock.now()));
  return {
    async start(sink) {
      emit = sink;
      started = true;
    },
    async stop() {
      started = false;
    },
    status: () => ({ source: "simulated", state: started ? "watching" : "stopped" }),
    attach(value) {
      const device = parseSimulated(value, nextAddress++);
      plugged.set(device.port, device);
      send("device_attached", device);
      return device;
    },
    detach(value) {
      const wanted = [value["port"], value["serial"], value["key"]].filter((name) => typeof name === "string");
      const device = [...plugged.values()].find(
        ({ port, serial }) => wanted.includes(port) || (serial !== null && wanted.includes(serial)),
      );
      if (!device) throw new ForgeError("match_none", { message: "No simulated device has this port or serial." });
      plugged.delete(device.port);
      send("device_detached", device);
      return device;
    },
  };
}
