import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Confinement,
  createSparePool,
  detectConfinement,
  startPluginProcess,
  startSpare,
} from "@plugsmith/plugin-host";
import { computeDigest, type PackageIndex } from "@plugsmith/schemas";
import { createPluginLauncher } from "../../runner-agent/src/host/plugin-launcher.ts";
import { createPluginSlot, type PluginSlot } from "../../runner-agent/src/host/plugin-slot.ts";
import type { SlotEvent } from "../../runner-agent/src/host/slot-event.ts";
import { readClock } from "../../runner-agent/src/read-clock.ts";
import { createPackageStore } from "../../runner-agent/src/store/package-store.ts";
import type { CheckedPackage } from "../../runner-agent/src/store/stored-package.ts";
import { makeRelease, noPermissions } from "../../runner-agent/src/testing/make-facts.ts";

/** A small plugin, the same for ours and for the peers: one hook each, one method that gives back what it got. */
export const pluginText = `let attachedAt = 0;
export function onLoad() {}
export function onUSBAttach() { attachedAt = performance.timeOrigin + performance.now(); }
export function onUSBDetach() {}
export function onJobReceived(ctx, job) { return job.data; }
export const methods = { echo: (args) => args, attachedAt: () => attachedAt };
`;

export interface OpenSlot {
  readonly slot: PluginSlot;
  readonly confinement: Confinement;
  /** The plugin's entry in the store. */
  readonly file: string;
  /** From the package on disk to onLoad returned and a ping answered, ms. Throws when it does not load. */
  load(): Promise<number>;
  unload(): Promise<void>;
  /** Waits until as many spares are ready as were asked for. */
  refill(): Promise<void>;
  close(): Promise<void>;
}

function makePackage(): CheckedPackage {
  const data = Buffer.from(pluginText);
  const release = makeRelease({ name: "bench-echo", digest: computeDigest(data) });
  const manifest = {
    name: release.name,
    version: release.version,
    hooks: ["onLoad", "onUSBAttach", "onUSBDetach", "onJobReceived"],
    methods: ["echo", "attachedAt"],
    dependencies: [],
    events: { publishes: [], subscribes: [] },
    permissions: { ...noPermissions, queue: ["echo"] },
  } as unknown as CheckedPackage["manifest"];
  const entry = "index.mjs";
  const index: PackageIndex = {
    schemaVersion: 1,
    name: release.name,
    version: release.version,
    runtime: "node",
    entry,
    files: [{ path: entry, size: data.length, digest: release.digest, executable: false }],
  };
  return { release, manifest, index, files: [{ path: entry, data, executable: false }], proved: [] };
}

/**
 * One plugin's place as the agent has it: store, launcher, supervisor, call router and the real boundary of this
 * machine. The signature's verdict is given: it is reached when a package is staged, not when it is loaded.
 * `perLimit`: spare processes kept ready; 0 = every start is cold.
 */
export async function openPluginSlot(perLimit = 0): Promise<OpenSlot> {
  const confinement = await detectConfinement();
  const folder = mkdtempSync(join(tmpdir(), "plugsmith-slot-"));
  const packages = createPackageStore(join(folder, "store"));
  const checked = makePackage();
  const stored = packages.write(checked);
  const clock = readClock();
  const spares = createSparePool({
    perLimit,
    launch: (memoryMiB) => startSpare(join(folder, "spares"), memoryMiB, confinement),
    startCold: startPluginProcess,
    after: clock.after,
  });
  const events: SlotEvent[] = [];
  const none = () => Promise.reject(new Error("the benchmark's plugin asks for nothing"));
  const slot = createPluginSlot(checked.release.name, {
    clock,
    limits: { loadMs: 10_000, callMs: 10_000, stopMs: 2_000, crashes: 3, windowMs: 60_000 },
    verify: async () => checked,
    stage: async (one) => packages.write(one),
    start: createPluginLauncher({
      clock,
      confinement,
      plugins: {},
      logs: { write: () => {}, read: () => [], follow: () => () => {} } as never,
      start: spares.start,
      fetch: none as never,
      usb: {} as never,
      openFiles: () => ({}) as never,
      openSerial: () => ({ close: () => {} }) as never,
      devices: () => [],
      callPlugin: none,
      emit: () => {},
      onProcess: () => {},
    }),
    log: () => {},
    onEvent: (event) => void events.push(event),
  });
  return {
    slot,
    confinement,
    file: join(stored.folder, checked.index.entry),
    async load() {
      events.length = 0;
      const started = performance.now();
      await slot.load(checked.release, []);
      const ms = performance.now() - started;
      const failed = events.find((event) => event.kind === "failed");
      if (failed) throw new Error(`The plugin did not load: ${failed.failure.message}`);
      return ms;
    },
    unload: () => slot.unload(),
    async refill() {
      spares.prepare(noPermissions.memory);
      while (spares.ready() < perLimit) await new Promise((resolve) => setTimeout(resolve, 5));
    },
    async close() {
      await slot.end();
      await spares.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
