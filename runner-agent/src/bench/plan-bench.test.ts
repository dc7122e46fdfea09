import type { Device, Permissions } from "@plugsmith/schemas";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { WantedPlugin } from "./decide-bench.ts";
import { attachmentOf } from "./device-table.ts";
import { planBench, type SlotView } from "./plan-bench.ts";
import type { Release } from "./release.ts";

const permissions: Permissions = {
  filesystem: [],
  network: { outbound: [], inbound: false },
  usb: [],
  memory: 64,
  queue: [],
};
const release = (name: string, digest: string): Release => ({
  name,
  version: "1.0.0",
  digest,
  origin: "registry",
  permissions,
  usb: [],
  size: 1,
});
const device = (address: number): Device => ({
  key: `D${address}`,
  bus: 1,
  address,
  port: `1-${address}`,
  vendorId: "0403",
  productId: "6001",
  serial: null,
  manufacturer: null,
  product: null,
});
const wish = (entries: Record<string, { target: string; start?: string; devices?: number[] }>) => ({
  wanted: new Map(
    Object.entries(entries).map(([name, { target, start, devices = [] }]): [string, WantedPlugin] => [
      name,
      { target: release(name, target), start: release(name, start ?? target), devices: devices.map(device) },
    ]),
  ),
});

describe("planBench", () => {
  it("starts with the last good version and swaps to the newer one afterwards", () => {
    const wanted = wish({ meter: { target: "new", start: "good", devices: [1] } });
    expect(planBench(wanted, [])).toMatchObject([{ kind: "load", release: { digest: "good" } }]);
    const running: SlotView = { name: "meter", phase: "active", digest: "good", devices: [device(1)] };
    expect(planBench(wanted, [running])).toMatchObject([{ kind: "swap", release: { digest: "new" } }]);
  });

  it("leaves a busy plugin alone", () => {
    expect(planBench(wish({}), [{ name: "meter", phase: "busy", devices: [] }])).toEqual([]);
    expect(planBench(wish({ meter: { target: "a" } }), [{ name: "meter", phase: "busy", devices: [] }])).toEqual([]);
  });

  it("replaces a broken version only by another one", () => {
    const broken: SlotView = { name: "meter", phase: "broken", digest: "bad", devices: [] };
    expect(planBench(wish({ meter: { target: "bad" } }), [broken])).toEqual([]);
    expect(planBench(wish({ meter: { target: "new" } }), [broken])).toMatchObject([
      { kind: "load", release: { digest: "new" } },
    ]);
  });

  it("tells a replugged device from the one before although the key is the same", () => {
    const again = { ...device(1), address: 9 };
    const wanted = {
      wanted: new Map([["meter", { target: release("meter", "a"), start: release("meter", "a"), devices: [again] }]]),
    };
    const slot: SlotView = { name: "meter", phase: "active", digest: "a", devices: [device(1)] };
    expect(planBench(wanted, [slot])).toMatchObject([
      { kind: "detach", device: { address: 1 } },
      { kind: "attach", device: { address: 9 } },
    ]);
  });

  it("comes to rest: after at most three rounds of doing the plan nothing is left to do, from any state", () => {
    const digest = fc.constantFrom("a", "b");
    const devices = fc.subarray([1, 2, 3]);
    const name = fc.constantFrom("meter", "lamp", "door");
    const wanted = fc.dictionary(name, fc.record({ target: digest, start: digest, devices }));
    const slots = fc.uniqueArray(
      fc.record({
        name,
        phase: fc.constantFrom("empty", "active", "broken"),
        digest,
        devices: devices.map((list) => list.map(device)),
      }),
      { selector: (slot) => slot.name },
    );
    fc.assert(
      fc.property(wanted, slots, (entries, start) => {
        const want = wish(entries);
        let state: SlotView[] = start.map(
          (slot) => (slot.phase === "active" ? slot : { ...slot, devices: [] }) as SlotView,
        );
        for (let round = 0; round < 3; round += 1)
          for (const action of planBench(want, state)) {
            const own = state.find((slot) => slot.name === action.name) ?? {
              name: action.name,
              phase: "empty",
              devices: [],
            };
            const next: SlotView =
              action.kind === "load"
                ? { name: action.name, phase: "active", digest: action.release.digest, devices: action.devices }
                : action.kind === "swap"
                  ? { ...own, digest: action.release.digest }
                  : action.kind === "unload"
                    ? { name: action.name, phase: "empty", devices: [] }
                    : action.kind === "attach"
                      ? { ...own, devices: [...own.devices, action.device] }
                      : {
                          ...own,
                          devices: own.devices.filter((one) => attachmentOf(one) !== attachmentOf(action.device)),
                        };
            state = [...state.filter((slot) => slot.name !== action.name), next];
          }
        expect(planBench(want, state)).toEqual([]);
        for (const [plugin, { target, devices: served }] of want.wanted) {
          const slot = state.find((one) => one.name === plugin);
          if (slot?.phase === "broken") continue;
          expect(slot).toMatchObject({ phase: "active", digest: target.digest });
          expect(slot?.devices.map(attachmentOf).sort()).toEqual(served.map(attachmentOf).sort());
        }
      }),
    );
  });
});
