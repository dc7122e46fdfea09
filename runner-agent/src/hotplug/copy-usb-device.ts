import type { SeenDevice } from "../bench/device-table.ts";

/** What usb@3 hands out; its fields are getters on the prototype, and some open the device and throw. */
export interface UsbLike {
  readonly bus: string | number;
  readonly address: number;
  readonly ports: readonly number[];
  readonly vendorId: number;
  readonly productId: number;
  readonly deviceClass: number;
  readonly serialNumber?: string | null | undefined;
  readonly manufacturerName?: string | null | undefined;
  readonly productName?: string | null | undefined;
}

/** Device class of hubs (USB 2.0, 11.23.1): they carry other devices and are none themselves. */
const hubClass = 9;

export const isHub = (device: UsbLike): boolean => device.deviceClass === hubClass;

const hex = (id: number) => id.toString(16).padStart(4, "0");

function readText(read: () => string | null | undefined): string | null {
  try {
    return read()?.slice(0, 126) || null;
  } catch {
    // "open error: permission denied (errno 13)": no rights, no string in sysfs, or already pulled.
    return null;
  }
}

/** Plain fields of a device, safe to keep, compare and print. */
export function copyUsbDevice(device: UsbLike): SeenDevice {
  const bus = Number(device.bus);
  return {
    bus,
    address: device.address,
    port: `${bus}-${[...device.ports].join(".")}`,
    vendorId: hex(device.vendorId),
    productId: hex(device.productId),
    serial: readText(() => device.serialNumber),
    manufacturer: readText(() => device.manufacturerName),
    product: readText(() => device.productName),
  };
}
