import type { Permissions } from "@plugsmith/schemas";
import { expect, it } from "vitest";
import { listPermissions } from "./list-permissions.ts";

it("writes one sentence for each thing a plugin may do, with strangers' text as code", () => {
  const permissions: Permissions = {
    filesystem: [
      { path: "cache", mode: "rw" },
      { path: "logs", mode: "r" },
    ],
    network: { outbound: [{ host: "api.acme.example", port: 8443 }], inbound: true },
    usb: [{ vendorId: "2341", productId: "0043", serial: "A`1", port: "1-1" }],
    memory: 64,
    queue: ["jobs"],
  } as Permissions;
  expect(listPermissions(permissions)).toEqual([
    "calls `api.acme.example:8443` over the network",
    "receives calls from the network",
    "reads and writes `cache` in its data folder",
    "reads `logs` in its data folder",
    "uses the USB device `2341:0043`, serial number ``A`1``, on port `1-1`",
    "takes jobs from the queue `jobs`",
    "uses up to 64 MiB of memory",
  ]);
});
