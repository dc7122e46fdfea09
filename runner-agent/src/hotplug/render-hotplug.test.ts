import { expect, it } from "vitest";
import { makeDevice } from "../testing/make-facts.ts";
import { makeDeviceEvent } from "./hotplug-source.ts";
import { renderHotplug } from "./render-hotplug.ts";

it("tells subscribers what kind of device came where, and nothing that the device says of itself", () => {
  const { key: _key, ...device } = makeDevice({ serial: "S-1", manufacturer: "M-1", product: "P-1" });
  const [name, data] = renderHotplug(makeDeviceEvent("usb", "device_attached", device, 0));
  expect(name).toBe("hotplug.device_attached");
  expect(data).toEqual({
    source: "usb",
    at: "1970-01-01T00:00:00.000Z",
    device: { port: device.port, vendorId: device.vendorId, productId: device.productId },
  });
});

it("names a plugin and its version, not the path of its folder", () => {
  const base = { schemaVersion: 1, id: "e", source: "folder", at: "2026-01-01T00:00:00.000Z" } as const;
  const plugin = { name: "acme-meter", version: "1.0.0", path: "/home/somebody/plugins/acme-meter" };
  expect(renderHotplug({ ...base, kind: "plugin_changed", plugin })).toEqual([
    "hotplug.plugin_changed",
    { source: "folder", at: base.at, plugin: { name: "acme-meter", version: "1.0.0" } },
  ]);
});
