import type { Device, HotplugEvent } from "@plugsmith/schemas";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeDevice } from "../testing/make-facts.ts";
import { createHotplugOrder } from "./hotplug-order.ts";

let count = 0;
const make = (kind: HotplugEvent["kind"], device?: Partial<Device>, id = `e-${++count}`): HotplugEvent => ({
  schemaVersion: 1,
  id,
  source: "usb",
  kind,
  at: "2026-01-01T00:00:00.000Z",
  ...(device ? { device: makeDevice(device) } : {}),
});
const kinds = (events: readonly HotplugEvent[]) => events.map(({ kind, device }) => `${kind} ${device?.serial}`);

describe("createHotplugOrder", () => {
  it("takes each id that others choose once, also one from before a restart", () => {
    const order = createHotplugOrder(["webhook old"]);
    const event: HotplugEvent = { ...make("registry_changed"), source: "webhook" };
    expect(order.admit(event)).toEqual([event]);
    expect(order.admit(event)).toEqual([]);
    expect(order.admit({ ...event, id: "old" })).toEqual([]);
    expect(order.admit({ ...event, id: "old", source: "registry" })).toHaveLength(1);
  });

  it("drops what changes nothing: a device told of twice, one that was never there", () => {
    const order = createHotplugOrder();
    expect(order.admit(make("device_attached", { serial: "A" }))).toHaveLength(1);
    expect(order.admit(make("device_attached", { serial: "A" }))).toEqual([]);
    expect(order.admit(make("device_detached", { address: 99 }))).toEqual([]);
    expect(order.admit(make("device_detached", { serial: null, product: null }))).toMatchObject([
      { device: { serial: "A" } },
    ]);
    expect(order.admit(make("device_detached", { serial: "A" }))).toEqual([]);
  });

  it("ends what was in a port when the next device there is announced first, and takes the late end for nothing", () => {
    const order = createHotplugOrder();
    order.admit(make("device_attached", { address: 4, serial: "A" }));
    expect(kinds(order.admit(make("device_attached", { address: 5, serial: "B" })))).toEqual([
      "device_detached A",
      "device_attached B",
    ]);
    expect(order.admit(make("device_detached", { address: 4, serial: "A" }))).toEqual([]);
  });

  it("ends the device that another one replaced in its place", () => {
    const order = createHotplugOrder();
    order.admit(make("device_attached", { serial: "A" }));
    expect(kinds(order.admit(make("device_attached", { serial: "B" })))).toEqual([
      "device_detached A",
      "device_attached B",
    ]);
  });

  it("gives attach and detach in turn for every place, ends in what was said last, and repeats no id, whatever comes", () => {
    const said = fc.record({
      id: fc.nat(40).map(String),
      kind: fc.constantFrom("device_attached" as const, "device_detached" as const),
      source: fc.constantFrom("usb" as const, "webhook" as const),
      address: fc.integer({ min: 1, max: 3 }),
      serial: fc.constantFrom("A", "B", null),
    });
    fc.assert(
      fc.property(fc.array(said, { maxLength: 60 }), (list) => {
        const order = createHotplugOrder();
        // Others may send an id twice; our own sources never do.
        const given = list.map(({ id, kind, source, address, serial }, n) => ({
          ...make(kind, { address, serial, port: `1-${address}` }, source === "webhook" ? id : `own-${n}`),
          source,
        }));
        const out = given.flatMap((event) => order.admit(event));
        expect(new Set(out.map(({ source, id }) => `${source} ${id}`)).size).toBe(out.length);
        const first = given.filter(
          (event, n) => !given.slice(0, n).some(({ id, source }) => id === event.id && source === event.source),
        );
        for (const source of ["usb", "webhook"])
          for (const address of [1, 2, 3]) {
            const here = (event: HotplugEvent) => event.source === source && event.device?.address === address;
            const own = out.filter(here);
            own.forEach(({ kind, device }, n) => {
              expect(kind).toBe(n % 2 === 0 ? "device_attached" : "device_detached");
              if (n % 2 === 1) expect(device?.serial).toBe(own[n - 1]?.device?.serial);
            });
            const last = first.filter(here).at(-1);
            expect(own.length % 2 === 1).toBe(last?.kind === "device_attached");
            if (last?.kind === "device_attached") expect(own.at(-1)?.device?.serial).toBe(last.device?.serial);
          }
      }),
      { numRuns: 300 },
    );
  });
});
