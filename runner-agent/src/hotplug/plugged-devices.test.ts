import { describe, expect, it } from "vitest";
import { createPluggedDevices } from "./plugged-devices.ts";

const board = { vendorId: "0403", productId: "6001", port: "rack-1", serial: "A" };

describe("createPluggedDevices", () => {
  it("takes a repeated word for the same device or for a replug, as told", () => {
    const same = createPluggedDevices({ repeats: "same", most: 9 });
    expect(same.attach(board)).toEqual(same.attach(board));
    expect(same.attach({ ...board, serial: "B" }).address).toBe(2);
    const anew = createPluggedDevices({ repeats: "new", most: 9 });
    expect([anew.attach(board).address, anew.attach(board).address]).toEqual([1, 2]);
  });

  it("finds a device by port, serial or key, and only while it is there", () => {
    const devices = createPluggedDevices({ repeats: "same", most: 9 });
    for (const by of [{ port: "rack-1" }, { serial: "A" }, { key: "A" }]) {
      devices.attach(board);
      expect(devices.detach(by)).toMatchObject({ serial: "A" });
      expect(() => devices.detach(by)).toThrow(expect.objectContaining({ code: "match_none" }));
    }
  });

  it("keeps at most as many as told, but lets one be replaced", () => {
    const devices = createPluggedDevices({ repeats: "same", most: 1 });
    devices.attach(board);
    expect(devices.attach({ ...board, serial: "B" }).serial).toBe("B");
    expect(() => devices.attach({ ...board, port: "rack-2" })).toThrow(expect.objectContaining({ code: "call_limit" }));
  });
});
