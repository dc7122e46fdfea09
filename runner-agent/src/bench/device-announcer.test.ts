import { describe, expect, it } from "vitest";
import type { SlotEvent } from "../host/slot-event.ts";
import { makeDevice, makeRelease } from "../testing/make-facts.ts";
import { createDeviceAnnouncer } from "./device-announcer.ts";

const release = makeRelease();
const device = makeDevice();
const attached: SlotEvent = { kind: "attached", release, device };
const loaded: SlotEvent = { kind: "loaded", release, ms: 1, proved: [] };

describe("createDeviceAnnouncer", () => {
  it("tells of a device only after its plugin took over, and not again at a swap or restart", () => {
    const { sort } = createDeviceAnnouncer();
    expect(sort(attached, false)).toEqual([]);
    expect(sort(loaded, false)).toEqual([loaded, attached]);
    const swapped: SlotEvent = { kind: "swapped", release, previous: release, ms: 1 };
    expect(sort(attached, false)).toEqual([]);
    expect(sort(swapped, true)).toEqual([swapped]);
    expect(sort(attached, true)).toEqual([]);
  });

  it("tells again after the device or the plugin was away", () => {
    const { sort } = createDeviceAnnouncer();
    sort(loaded, false);
    expect(sort(attached, true)).toEqual([attached]);
    const detached: SlotEvent = { kind: "detached", release, device };
    expect(sort(detached, true)).toEqual([detached]);
    expect(sort(attached, true)).toEqual([attached]);
    sort({ kind: "unloaded", release }, false);
    expect(sort(attached, true)).toEqual([attached]);
  });

  it("forgets what a version that failed was shown", () => {
    const { sort } = createDeviceAnnouncer();
    sort(attached, false);
    sort({ kind: "failed", release, failure: { code: "load_failed", message: "" } }, false);
    expect(sort(loaded, false)).toEqual([loaded]);
  });

  it("reports an unknown device once, without what could tell whose it is, and again when it comes back", () => {
    const { reportUnserved } = createDeviceAnnouncer();
    const wish = { devices: new Map([["A1", { code: "match_none" as const }]]) };
    const secret = { ...device, manufacturer: "Acme", product: "Phone of Rita" };
    const [draft, ...more] = reportUnserved([secret], wish);
    expect(more).toEqual([]);
    expect(draft).toMatchObject({ type: "forge.device.unknown", device: { key: "1-2", serial: null, product: null } });
    expect(JSON.stringify(draft)).not.toMatch(/A1|Rita|Acme/);
    expect(reportUnserved([secret], wish)).toEqual([]);
    reportUnserved([], wish);
    expect(reportUnserved([secret], wish)).toHaveLength(1);
  });

  it("names both plugins of an ambiguous device, once per pair", () => {
    const { reportUnserved } = createDeviceAnnouncer();
    const wish = (plugins: string[]) => ({ devices: new Map([["A1", { code: "match_ambiguous" as const, plugins }]]) });
    expect(reportUnserved([device], wish(["a", "b"]))).toMatchObject([
      { type: "forge.plugin.refused", code: "match_ambiguous" },
    ]);
    expect(reportUnserved([device], wish(["a", "b"]))).toEqual([]);
    expect(reportUnserved([device], wish(["a", "c"]))).toHaveLength(1);
  });
});
