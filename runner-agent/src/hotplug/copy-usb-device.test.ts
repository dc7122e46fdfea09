import { describe, expect, it } from "vitest";
import { copyUsbDevice, isHub, type UsbLike } from "./copy-usb-device.ts";

const device = (change: Partial<UsbLike> = {}): UsbLike => ({
  bus: "001",
  address: 4,
  ports: [3, 2],
  vendorId: 0x403,
  productId: 0x6001,
  deviceClass: 0,
  ...change,
});

describe("copyUsbDevice", () => {
  it("names port and ids as the kernel does, and survives being written as JSON", () => {
    const copy = copyUsbDevice(Object.create(device({ serialNumber: "A1", productName: "Meter" })) as UsbLike);
    expect(JSON.parse(JSON.stringify(copy))).toEqual({
      bus: 1,
      address: 4,
      port: "1-3.2",
      vendorId: "0403",
      productId: "6001",
      serial: "A1",
      manufacturer: null,
      product: "Meter",
    });
  });

  it("takes an empty, missing or unreadable text for none, and cuts a long one", () => {
    const throwing = Object.defineProperty(device(), "serialNumber", {
      get() {
        throw new Error("open error: permission denied (errno 13)");
      },
    });
    expect(copyUsbDevice(throwing).serial).toBe(null);
    expect(copyUsbDevice(device({ serialNumber: "" })).serial).toBe(null);
    expect(copyUsbDevice(device({ serialNumber: null })).serial).toBe(null);
    expect(copyUsbDevice(device({ serialNumber: "x".repeat(500) })).serial).toHaveLength(126);
  });

  it("knows a hub by its class", () => {
    expect([isHub(device({ deviceClass: 9 })), isHub(device())]).toEqual([true, false]);
  });
});
