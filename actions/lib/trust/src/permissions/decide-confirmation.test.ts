import type { Permissions } from "@plugsmith/schemas";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideConfirmation } from "./decide-confirmation.ts";
import { listWidened } from "./list-widened.ts";
import { renderConfirmation } from "./render-confirmation.ts";

const none: Permissions = {
  filesystem: [],
  network: { outbound: [], inbound: false },
  usb: [],
  memory: 64,
  queue: [],
};
const version = (number: string, permissions: Permissions, status: "active" | "suspended" | "revoked" = "active") => ({
  version: number,
  status,
  permissions,
});
const device = { vendorId: "1209", productId: "0001" };
const network = (port: number) => ({ outbound: [{ host: "a.example", port }], inbound: false });

describe("listWidened", () => {
  it.each<[string, Partial<Permissions>, Partial<Permissions>, Partial<Permissions> | null]>([
    ["another host", {}, { network: network(443) }, { network: network(443) }],
    ["another port of a host", { network: network(443) }, { network: network(80) }, { network: network(80) }],
    [
      "connections from outside",
      {},
      { network: { outbound: [], inbound: true } },
      { network: { outbound: [], inbound: true } },
    ],
    [
      "writing where it could read",
      { filesystem: [{ path: "a", mode: "ro" }] },
      { filesystem: [{ path: "a", mode: "rw" }] },
      { filesystem: [{ path: "a", mode: "rw" }] },
    ],
    [
      "any device of a kind instead of one",
      { usb: [{ ...device, serial: "7" }] },
      { usb: [device] },
      { usb: [device] },
    ],
    ["another queue", { queue: ["a"] }, { queue: ["b"] }, { queue: ["b"] }],
    ["more memory", {}, { memory: 65 }, { memory: 65 }],
    ["less memory", {}, { memory: 63 }, null],
    [
      "reading where it could write",
      { filesystem: [{ path: "a", mode: "rw" }] },
      { filesystem: [{ path: "a", mode: "ro" }] },
      null,
    ],
    ["one device of a kind that it had", { usb: [device] }, { usb: [{ ...device, port: "1-2" }] }, null],
    ["nothing any more", { queue: ["a"], network: network(443), usb: [device] }, {}, null],
  ])("judges %s", (_, before, after, wanted) => {
    const found = listWidened({ ...none, ...before }, { ...none, ...after });
    expect(found).toEqual(wanted && { ...none, memory: 0, ...wanted });
  });
});

describe("decideConfirmation", () => {
  const more = { ...none, network: network(443) };

  it("asks nothing of a first version", () => {
    expect(decideConfirmation([], more)).toBeNull();
  });

  it("compares with the highest version that is not revoked, whatever the order of the list", () => {
    const versions = [version("1.9.0", more), version("1.10.0", none, "suspended"), version("2.0.0", more, "revoked")];
    expect(decideConfirmation(versions, more)).toMatchObject({ since: "1.10.0", line: renderConfirmation(more) });
    expect(decideConfirmation([...versions, version("1.11.0", more)], more)).toBeNull();
  });

  it("has everything confirmed when every version is revoked", () => {
    expect(decideConfirmation([version("1.0.0", more, "revoked")], more)).toMatchObject({ since: null });
  });
});

const anyPermissions: fc.Arbitrary<Permissions> = fc.record({
  filesystem: fc.array(
    fc.record({ path: fc.constantFrom("a", "b", "a/b"), mode: fc.constantFrom("ro" as const, "rw" as const) }),
    { maxLength: 3 },
  ),
  network: fc.record({
    outbound: fc.array(fc.record({ host: fc.constantFrom("a.example", "b.example"), port: fc.constantFrom(80, 443) }), {
      maxLength: 3,
    }),
    inbound: fc.boolean(),
  }),
  usb: fc.array(fc.record({ ...{ vendorId: fc.constant("1209"), productId: fc.constantFrom("0001", "0002") } }), {
    maxLength: 2,
  }),
  memory: fc.integer({ min: 1, max: 4 }),
  queue: fc.uniqueArray(fc.constantFrom("a", "b"), { maxLength: 2 }),
});

describe("permissions, whichever", () => {
  it("are no more than themselves, and what is no more stays no more over two steps", () => {
    fc.assert(
      fc.property(anyPermissions, anyPermissions, anyPermissions, (a, b, c) => {
        expect(listWidened(a, a)).toBeNull();
        if (listWidened(a, b) === null && listWidened(b, c) === null) expect(listWidened(a, c)).toBeNull();
      }),
    );
  });

  it("have one line, whatever the manifest's order, and another line when they differ", () => {
    fc.assert(
      fc.property(anyPermissions, anyPermissions, (a, b) => {
        const turned = { ...a, filesystem: a.filesystem.toReversed(), queue: a.queue.toReversed() };
        expect(renderConfirmation(turned)).toBe(renderConfirmation(a));
        if (listWidened(a, b) !== null) expect(renderConfirmation(b)).not.toBe(renderConfirmation(a));
      }),
    );
    expect(renderConfirmation(none)).toMatch(/^\/forge permissions [0-9a-f]{12}$/u);
  });
});
