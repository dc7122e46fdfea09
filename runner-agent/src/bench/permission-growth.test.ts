import type { Permissions } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { listPermissionGrowth } from "./permission-growth.ts";

const ids = { vendorId: "0403", productId: "6001" };
const base: Permissions = {
  filesystem: [
    { path: "logs", mode: "rw" },
    { path: "in", mode: "ro" },
  ],
  network: { outbound: [{ host: "api.acme.test", port: 443 }], inbound: false },
  usb: [{ ...ids, serial: "A1" }],
  memory: 64,
  queue: ["jobs"],
};

describe("listPermissionGrowth", () => {
  it("finds nothing in the same or in less", () => {
    expect(listPermissionGrowth(base, base)).toEqual([]);
    const less: Permissions = { ...base, filesystem: [{ path: "logs/today", mode: "ro" }], memory: 32, queue: [] };
    expect(listPermissionGrowth(base, less)).toEqual([]);
  });

  it("names every kind of more in the words of a request", () => {
    const more: Permissions = {
      filesystem: [
        { path: "in", mode: "rw" },
        { path: "logs2", mode: "ro" },
      ],
      network: { outbound: [{ host: "api.acme.test", port: 80 }], inbound: true },
      usb: [ids],
      memory: 65,
      queue: ["jobs", "mail"],
    };
    expect(listPermissionGrowth(base, more)).toEqual([
      "filesystem:rw:in",
      "filesystem:ro:logs2",
      "network:api.acme.test:80",
      "network-inbound",
      "usb:0403:6001",
      "memory:65",
      "queue:mail",
    ]);
  });
});
