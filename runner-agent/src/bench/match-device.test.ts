import type { Device } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { matchDevice } from "./match-device.ts";

const ids = { vendorId: "0403", productId: "6001" };
const device: Device = {
  key: "A1",
  bus: 1,
  address: 4,
  port: "1-2",
  ...ids,
  serial: "A1",
  manufacturer: null,
  product: null,
};

describe("matchDevice", () => {
  const byIds = { name: "by-ids", usb: [ids] };
  const byPort = { name: "by-port", usb: [{ ...ids, port: "1-2" }] };
  const bySerial = { name: "by-serial", usb: [{ ...ids, serial: "A1" }] };

  it("prefers serial to port to ids, in any order of the plugins", () => {
    for (const plugins of [
      [byIds, byPort, bySerial],
      [bySerial, byPort, byIds],
    ])
      expect(matchDevice(device, plugins)).toEqual({ kind: "matched", plugin: "by-serial" });
    expect(matchDevice(device, [byIds, byPort])).toEqual({ kind: "matched", plugin: "by-port" });
    expect(matchDevice(device, [byIds])).toEqual({ kind: "matched", plugin: "by-ids" });
  });

  it("chooses nobody between two equally good plugins and names both", () => {
    expect(matchDevice(device, [{ ...byIds, name: "zeta" }, byIds])).toEqual({
      kind: "ambiguous",
      plugins: ["by-ids", "zeta"],
    });
  });

  it("does not call a plugin ambiguous with itself", () => {
    expect(matchDevice(device, [{ name: "twice", usb: [ids, ids] }])).toEqual({ kind: "matched", plugin: "twice" });
  });

  it("matches nothing when any named part differs", () => {
    for (const change of [{ vendorId: "0404" }, { productId: "6002" }, { serial: "A2" }, { port: "1-3" }])
      expect(matchDevice(device, [{ name: "other", usb: [{ ...ids, ...change }] }])).toEqual({ kind: "none" });
  });
});
