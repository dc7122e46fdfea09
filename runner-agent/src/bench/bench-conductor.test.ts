import type { Device } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import type { Clock } from "../clock.ts";
import { createFakeClock } from "../fake-clock.ts";
import type { PluginSlot } from "../host/plugin-slot.ts";
import { decideStanding } from "../registry/registry-standing.ts";
import { emptyMemory } from "../store/agent-memory.ts";
import { makeDevice, makeDigest, makeRelease, noPermissions } from "../testing/make-facts.ts";
import { createBenchConductor } from "./bench-conductor.ts";
import type { SlotView } from "./plan-bench.ts";
import type { Release } from "./release.ts";

/** A bench with so many plugins of the folder, each with a device of its own; loads end when the test says. */
function open(count: number, clock: Clock = createFakeClock()) {
  const usb = (index: number) => ({ vendorId: "0403", productId: (0x6001 + index).toString(16) });
  const releases: Release[] = Array.from({ length: count }, (_, index) =>
    makeRelease({
      name: `plugin-${index}`,
      origin: "folder",
      digest: makeDigest(index.toString(16).padStart(2, "0").slice(-1)),
      permissions: { ...noPermissions, usb: [usb(index)] },
      usb: [usb(index)],
    }),
  );
  const loading = new Map<string, () => void>();
  const loaded: string[] = [];
  const unloaded: string[] = [];
  const held = new Map<string, SlotView>();
  const createSlot = (name: string): PluginSlot =>
    ({
      name,
      view: () => held.get(name) ?? { name, phase: "empty", devices: [] },
      active: () => (held.has(name) ? { release: { name } } : undefined),
      candidate: () => undefined,
      inFlight: () => 0,
      load: (release: Release, devices: readonly Device[]) =>
        new Promise<void>((resolve) =>
          loading.set(name, () => {
            loading.delete(name);
            loaded.push(name);
            held.set(name, { name, phase: "active", digest: release.digest, devices });
            resolve();
          }),
        ),
      attach: async () => {},
      detach: async (device: Device) => {
        const view = held.get(name);
        if (view) held.set(name, { ...view, devices: view.devices.filter(({ key }) => key !== device.key) });
      },
      unload: async () => {
        held.delete(name);
        unloaded.push(name);
      },
      end: async () => {},
    }) as unknown as PluginSlot;
  const conductor = createBenchConductor({
    clock,
    repository: "acme/forge",
    plugins: {},
    confinement: "os",
    require: "os",
    allowUnsigned: true,
    lingerMs: 5_000,
    memory: emptyMemory,
    followsRegistry: false,
    write: () => {},
    standing: () =>
      decideStanding({ registry: { repository: "acme/forge", trust: "unsigned" } }, undefined, new Date(0)),
    createSlot,
    folder: () => releases,
    report: () => {},
    log: () => {},
  });
  const tell = (kind: "device_attached" | "device_detached") => (index: number) =>
    conductor.onHotplug({
      schemaVersion: 1,
      id: `event-${kind}-${index}`,
      source: "simulated",
      kind,
      at: "2026-01-01T00:00:00.000Z",
      device: makeDevice({
        key: `D${index}`,
        serial: `D${index}`,
        address: index + 1,
        port: `1-${index + 1}`,
        ...usb(index),
      }),
    });
  return {
    conductor,
    loading,
    loaded,
    unloaded,
    plugIn: tell("device_attached"),
    pullOut: tell("device_detached"),
  };
}
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

describe("the bench's conductor", () => {
  it("loads a bench full of plugins a few at a time, so that none misses its deadline for the others", async () => {
    const { loading, loaded, plugIn } = open(20);
    for (let index = 0; index < 20; index += 1) plugIn(index);
    await settle();
    expect(loading.size).toBe(8);
    for (let turn = 0; turn < 20 && loaded.length < 20; turn += 1) {
      for (const end of [...loading.values()]) end();
      await settle();
      expect(loading.size).toBeLessThanOrEqual(8);
    }
    expect(new Set(loaded).size).toBe(20);
  });

  it("lets a plugin go whose device is gone, also where timers fire before the clock says so", async () => {
    const fake = createFakeClock();
    const early: Clock = { now: fake.now, after: (ms, run) => fake.after(ms - 1, run) };
    const { loading, unloaded, plugIn, pullOut } = open(1, early);
    plugIn(0);
    await settle();
    for (const end of [...loading.values()]) end();
    await settle();
    pullOut(0);
    await settle();
    await fake.advance(4_000);
    expect(unloaded).toEqual([]);
    await fake.advance(1_000);
    await settle();
    expect(unloaded).toEqual(["plugin-0"]);
  });

  it("starts no load that waited when the bench ends", async () => {
    const { conductor, loading, loaded, plugIn } = open(20);
    for (let index = 0; index < 20; index += 1) plugIn(index);
    await settle();
    await conductor.end();
    for (const end of [...loading.values()]) end();
    await settle();
    expect(loaded).toHaveLength(8);
    expect(loading.size).toBe(0);
  });
});
