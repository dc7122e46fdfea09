import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attachDevice, type DeviceTable, detachDevice, type SeenDevice } from "./device-table.ts";

const seen = (address: number, port: string, serial: string | null): SeenDevice => ({
  bus: 1,
  address,
  port,
  vendorId: "0403",
  productId: "6001",
  serial,
  manufacturer: null,
  product: null,
});
const empty: DeviceTable = new Map();
const keys = (table: DeviceTable) => [...table.values()].map(({ key }) => key);

describe("device table", () => {
  it("uses the serial as key, and the port for a second device with the same one", () => {
    let { table } = attachDevice(empty, "usb", seen(4, "1-2", "S"));
    table = attachDevice(table, "usb", seen(5, "1-3", "S")).table;
    table = attachDevice(table, "usb", seen(6, "1-4", null)).table;
    expect(keys(table)).toEqual(["S", "1-3", "1-4"]);
  });

  it("tells of an attachment once, however often it is seen", () => {
    const first = attachDevice(empty, "usb", seen(4, "1-2", "S"));
    expect(first.changes).toHaveLength(1);
    expect(attachDevice(first.table, "usb", seen(4, "1-2", "S")).changes).toEqual([]);
  });

  it("takes the new one in a port as the end of the old one, whose own disconnect comes late", () => {
    const { table } = attachDevice(empty, "usb", seen(4, "1-2", "S"));
    const replug = attachDevice(table, "usb", seen(5, "1-2", "S"));
    expect(replug.changes.map(({ kind, device }) => [kind, device.address])).toEqual([
      ["detached", 4],
      ["attached", 5],
    ]);
    expect(keys(replug.table)).toEqual(["S"]);
    expect(detachDevice(replug.table, "usb", { bus: 1, address: 4 }).changes).toEqual([]);
  });

  it("keeps sources apart", () => {
    const { table } = attachDevice(empty, "usb", seen(4, "1-2", "S"));
    expect(detachDevice(table, "simulated", { bus: 1, address: 4 }).changes).toEqual([]);
  });

  it("never has two devices with one key or port, and reports exactly the difference, for any events", () => {
    const event = fc.record({
      attach: fc.boolean(),
      address: fc.integer({ min: 1, max: 6 }),
      port: fc.constantFrom("1-1", "1-2", "1-3"),
      serial: fc.constantFrom(null, "S", "T", "1-2"),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        let table = empty;
        const open = new Map<string, number>();
        for (const { attach, address, port, serial } of events) {
          const result = attach
            ? attachDevice(table, "usb", seen(address, port, serial))
            : detachDevice(table, "usb", { bus: 1, address });
          for (const { kind, device } of result.changes) {
            const id = `${device.key}@${device.address}`;
            open.set(id, (open.get(id) ?? 0) + (kind === "attached" ? 1 : -1));
          }
          table = result.table;
          expect(new Set(keys(table)).size).toBe(table.size);
          expect(new Set([...table.values()].map((device) => device.port)).size).toBe(table.size);
        }
        const present = [...open].filter(([, count]) => count !== 0);
        expect(present.map(([id]) => id).sort()).toEqual(
          [...table.values()].map(({ key, address }) => `${key}@${address}`).sort(),
        );
        expect(present.every(([, count]) => count === 1)).toBe(true);
      }),
    );
  });
});
