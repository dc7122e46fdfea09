import type { Device } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { createBenchPlaces } from "./bench-places.ts";

const board = (port: string, serial: string | null): Device => ({
  key: serial ?? port,
  bus: 1,
  address: 2,
  port,
  vendorId: "0403",
  productId: "6001",
  serial,
  manufacturer: null,
  product: null,
});
const places = createBenchPlaces({
  devices: () => [board("1-1", "S1"), board("1-2", null)],
  servedBy: (plugin) => (plugin === "meter" ? [board("1-1", "S1")] : []),
});

describe("createBenchPlaces", () => {
  it("finds a device by key, serial, port, or any of its kind", () => {
    expect(places.subjectsOf({ device: "S1" })).toEqual(["device:S1"]);
    expect(places.subjectsOf({ device: "1-1" })).toEqual(["device:S1"]);
    expect(places.subjectsOf({ device: "0403:6001" })).toEqual(["device:S1", "device:1-2"]);
    expect(places.subjectsOf({ device: "1-9" })).toEqual([]);
    expect(places.subjectsOf({ plugin: "meter" })).toEqual(["plugin:meter"]);
  });

  it("keeps a plugin and its device in one hand, and two devices apart", () => {
    expect(places.clash("plugin:meter", "device:S1")).toBe(true);
    expect(places.clash("device:S1", "plugin:meter")).toBe(true);
    expect(places.clash("plugin:meter", "device:1-2")).toBe(false);
    expect(places.clash("device:S1", "device:1-2")).toBe(false);
    expect(places.clash("plugin:lamp", "plugin:lamp")).toBe(true);
  });
});
