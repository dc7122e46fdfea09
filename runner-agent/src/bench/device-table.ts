import type { Device } from "@plugsmith/schemas";

/** A device as a source saw it: everything but the key, which only the whole bench can give. */
export type SeenDevice = Omit<Device, "key">;

export interface DeviceChange {
  readonly kind: "attached" | "detached";
  readonly device: Device;
}

/** Devices by source, bus and address: ports and serials repeat, and a replug can announce the new one first. */
export type DeviceTable = ReadonlyMap<string, Device>;

/** One attachment: the same stick pulled and plugged again is another one. */
export const attachmentOf = (device: Device): string => `${device.key}@${device.bus}.${device.address}`;

const slotOf = (source: string, device: { bus: number; address: number }) =>
  `${source}:${device.bus}.${device.address}`;

/** Serial where it tells this device apart on the bench, else the port path, else port and address. */
function chooseKey(device: SeenDevice, others: readonly Device[]): string {
  const taken = new Set(others.map((other) => other.key));
  if (device.serial && !taken.has(device.serial)) return device.serial;
  return taken.has(device.port) ? `${device.port}#${device.address}` : device.port;
}

/** The table after a device appeared. Seen twice: nothing. Another device in the same port is gone first. */
export function attachDevice(
  table: DeviceTable,
  source: string,
  seen: SeenDevice,
): { table: DeviceTable; changes: readonly DeviceChange[] } {
  const slot = slotOf(source, seen);
  const known = table.get(slot);
  if (known && known.port === seen.port && known.vendorId === seen.vendorId && known.productId === seen.productId)
    return { table, changes: [] };
  const next = new Map(table);
  const changes: DeviceChange[] = [];
  for (const [id, device] of table) {
    if (id !== slot && !(id.startsWith(`${source}:`) && device.port === seen.port)) continue;
    next.delete(id);
    changes.push({ kind: "detached", device });
  }
  const device: Device = { key: chooseKey(seen, [...next.values()]), ...seen };
  next.set(slot, device);
  return { table: next, changes: [...changes, { kind: "attached", device }] };
}

/** The table after a device went. Unknown: nothing. */
export function detachDevice(
  table: DeviceTable,
  source: string,
  gone: { readonly bus: number; readonly address: number },
): { table: DeviceTable; changes: readonly DeviceChange[] } {
  const slot = slotOf(source, gone);
  const device = table.get(slot);
  if (!device) return { table, changes: [] };
  const next = new Map(table);
  next.delete(slot);
  return { table: next, changes: [{ kind: "detached", device }] };
}
