import { describe, expect, it } from "vitest";
import { renderPermissions } from "./render-permissions.ts";

describe("renderPermissions", () => {
  it("says what is not allowed as clearly as what is", () => {
    const none = { filesystem: [], network: { outbound: [], inbound: false }, usb: [], memory: 64, queue: [] };
    expect(renderPermissions(none)).toEqual([
      "may reach no host",
      "may not be called over the network",
      "may use no files",
      "may use no USB device",
      "may use 64 MiB of memory",
    ]);
  });

  it("names hosts with port, files with mode, devices with serial", () => {
    const all = renderPermissions({
      filesystem: [{ path: "data", mode: "ro" }],
      network: { outbound: [{ host: "a.example", port: 443 }], inbound: true },
      usb: [{ vendorId: "0403", productId: "6001", serial: "S1" }],
      memory: 128,
      queue: ["orders"],
    }).join("\n");
    expect(all).toContain("a.example:443");
    expect(all).toContain("data (ro)");
    expect(all).toContain("0403:6001:S1");
    expect(all).toContain("queues orders");
  });
});
