import { ForgeError } from "@plugsmith/schemas";
import type { SeenDevice } from "../bench/device-table.ts";

type Given = Readonly<Record<string, unknown>>;

/** Devices that somebody tells of instead of a bus: by a test, a person, or a signed webhook. */
export interface PluggedDevices {
  /** Missing fields get harmless values. @throws ForgeError `message_invalid`, `call_limit` (more than `most` devices). */
  attach(device: Given): SeenDevice;
  /** Takes out the device with this port, serial or key. @throws ForgeError `match_none`. */
  detach(device: Given): SeenDevice;
}

const textOf = (value: unknown) => (typeof value === "string" && value !== "" ? value.slice(0, 126) : null);

function parseDevice(value: Given, address: number): SeenDevice {
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

const isSame = (one: SeenDevice, other: SeenDevice) =>
  one.vendorId === other.vendorId && one.productId === other.productId && one.serial === other.serial;

/** `repeats: same`: the same device told of twice is one attachment; `new`: it was pulled and plugged in between. */
export function createPluggedDevices(options: { repeats: "same" | "new"; most: number }): PluggedDevices {
  const plugged = new Map<string, SeenDevice>();
  let nextAddress = 1;
  return {
    attach(value) {
      const device = parseDevice(value, nextAddress);
      const known = plugged.get(device.port);
      if (known && options.repeats === "same" && isSame(known, device)) return known;
      if (!known && plugged.size >= options.most)
        throw new ForgeError("call_limit", {
          message: `${options.most} devices are told of already.`,
          hint: "Tell of a device that is gone before telling of another.",
        });
      nextAddress += 1;
      plugged.set(device.port, device);
      return device;
    },
    detach(value) {
      const wanted = [value["port"], value["serial"], value["key"]].filter((name) => typeof name === "string");
      const device = [...plugged.values()].find(
        ({ port, serial }) => wanted.includes(port) || (serial !== null && wanted.includes(serial)),
      );
      if (!device) throw new ForgeError("match_none", { message: "No device was told of with this port or serial." });
      plugged.delete(device.port);
      return device;
    },
  };
}
