import type { Permissions } from "@plugsmith/schemas";
import { expect, it } from "vitest";
import { comparePermissions } from "./compare-permissions.ts";

const permissions = (changes: Partial<Permissions> = {}): Permissions => ({
  ...{ filesystem: [], usb: [], queue: [], memory: 128 },
  network: { outbound: [{ host: "api.acme.example", port: 443 }], inbound: false },
  ...changes,
});

it("says that everything is new where nothing was published", () => {
  const { added, removed, grows } = comparePermissions(undefined, permissions());
  expect(added).toHaveLength(2);
  expect({ removed, grows }).toEqual({ removed: [], grows: true });
});

it("grows with a host, and not with less memory or fewer hosts", () => {
  const two = [
    { host: "api.acme.example", port: 443 },
    { host: "b.example", port: 443 },
  ];
  const more = permissions({ network: { outbound: two, inbound: false } });
  expect(comparePermissions(permissions(), more)).toMatchObject({ grows: true, removed: [] });
  expect(comparePermissions(more, permissions())).toMatchObject({ grows: false, added: [] });
  expect(comparePermissions(permissions(), permissions({ memory: 64 })).grows).toBe(false);
  expect(comparePermissions(permissions(), permissions({ memory: 256 })).grows).toBe(true);
});
