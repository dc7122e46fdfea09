import { type BenchConfig, ForgeError, type HotplugEvent, type Registry, type Reviewers } from "@plugsmith/schemas";
import type { Clock } from "../clock.ts";
import type { PluginSlot } from "../host/plugin-slot.ts";
import type { SlotEvent } from "../host/slot-event.ts";
import type { RegistryStanding } from "../registry/registry-standing.ts";
import type { BenchEventDraft } from "../report/bench-event-draft.ts";
import { acceptRegistry } from "../store/accept-registry.ts";
import { type AgentMemory, recallPlugin } from "../store/agent-memory.ts";
import { type BenchWish, decideBench } from "./decide-bench.ts";
import { decideOutcome } from "./decide-outcome.ts";
import { createDeviceAnnouncer } from "./device-announcer.ts";
import { attachDevice, type DeviceTable, detachDevice } from "./device-table.ts";
import { createLoadGate } from "./load-gate.ts";
import { createNeedsWait, type NeedsWait } from "./needs-wait.ts";
import { orderByNeeds } from "./order-by-needs.ts";
import { type BenchAction, planBench } from "./plan-bench.ts";
import { readStanding } from "./read-standing.ts";
import type { Release } from "./release.ts";

/** Plugins that load at once: as many as a burst of devices may bring without one waiting for another. */
const mostLoads = 8;

export interface ConductorPorts {
  readonly clock: Clock;
  readonly repository: string;
  readonly plugins: NonNullable<BenchConfig["plugins"]>;
  readonly confinement: "os" | "process";
  readonly require: "os" | "process";
  readonly allowUnsigned: boolean;
  /** How long a plugin whose device is gone stays up. */
  readonly lingerMs: number;
  readonly memory: AgentMemory;
  /** The registry is a source, so a device is unknown only once it was read. */
  readonly followsRegistry: boolean;
  write(memory: AgentMemory): void;
  /** How far the registry may be believed now. */
  standing(): RegistryStanding;
  createSlot(name: string, onEvent: (event: SlotEvent) => void): PluginSlot;
  folder(): readonly Release[];
  report(draft: BenchEventDraft): void;
  log(message: string): void;
}

export interface BenchConductor {
  onHotplug(event: HotplugEvent): void;
  acceptRegistry(registry: Registry | undefined, reviewers: Reviewers | undefined, isNew?: boolean): void;
  /** Looks again what should run: something outside has changed, for example the age of what is known. */
  reconsider(): void;
  memory(): AgentMemory;
  /** Changes the memory, writes it, and looks what follows. */
  remember(change: (memory: AgentMemory) => AgentMemory): void;
  wish(): BenchWish;
  devices(): DeviceTable;
  slots(): ReadonlyMap<string, PluginSlot>;
  /** Starts the running version once more, in a fresh process that takes over. */
  restart(name: string): Promise<void>;
  /** Resolves when none of these plugins is still coming up, or after so long. */
  waitForNeeds: NeedsWait["wait"];
  /** Resolves when nothing is left to do for this plugin now. */
  settle(name: string): Promise<void>;
  end(): Promise<void>;
}

/** Compares what should run with what runs after every change, and has the slots do the difference. */
export function createBenchConductor(ports: ConductorPorts): BenchConductor {
  const { clock } = ports;
  let memory = ports.memory;
  let table: DeviceTable = new Map();
  let ended = false;
  const gate = createLoadGate(mostLoads);
  const slots = new Map<string, PluginSlot>();
  const jobs = new Map<string, Promise<void>>();
  const idleSince = new Map<string, number>();
  const pauses = new Map<string, { attempts: number; until: number }>();
  const revocations = new Map<string, BenchEventDraft[]>();
  const announcer = createDeviceAnnouncer();
  const needs = createNeedsWait(clock);
  const timers = new Set<() => void>();

  const at = () => new Date(clock.now()).toISOString();
  /** Timers may fire a little before the clock says so: what is due is said by the timer and not asked of the clock. */
  const later = (ms: number, due: () => void) => {
    const cancel = clock.after(ms, () => {
      timers.delete(cancel);
      due();
      reconcile();
    });
    timers.add(cancel);
  };

  function update(next: AgentMemory): void {
    for (const [digest, { name, version, reason }] of Object.entries(next.revoked)) {
      if (Object.hasOwn(memory.revoked, digest) || !next.plugins[name]?.accepted.includes(digest)) continue;
      const message = reason.slice(0, 500);
      const draft: BenchEventDraft = {
        type: "forge.plugin.revoked",
        plugin: { name, version, digest },
        code: "version_revoked",
        message,
      };
      revocations.set(name, [...(revocations.get(name) ?? []), draft]);
    }
    if (next === memory) return;
    memory = next;
    ports.write(memory);
  }

  function onSlotEvent(name: string, event: SlotEvent): void {
    const serving = slots.get(name)?.active()?.release === event.release;
    for (const one of announcer.sort(event, serving)) {
      const outcome = decideOutcome(memory, one, at());
      update(outcome.memory);
      const { digest } = one.release;
      const attempts = (pauses.get(digest)?.attempts ?? 0) + 1;
      if (outcome.retry) {
        const ms = Math.min(300_000, 1_000 * 2 ** (attempts - 1));
        const pause = { attempts, until: clock.now() + ms };
        pauses.set(digest, pause);
        later(ms, () => {
          if (pauses.get(digest) === pause) pauses.set(digest, { attempts, until: 0 });
        });
      }
      // A pause is told once, not at each try.
      if (!outcome.retry || attempts === 1) for (const draft of outcome.drafts) ports.report(draft);
      if (one.kind === "crashed")
        ports.log(`${name} ${one.release.version} crashed (${one.crashes}); it is started again`);
      if (one.kind === "broken") reconcile();
    }
  }

  function slotOf(name: string): PluginSlot {
    const known = slots.get(name);
    if (known) return known;
    const slot = ports.createSlot(name, (event) => onSlotEvent(name, event));
    slots.set(name, slot);
    return slot;
  }

  async function perform(action: BenchAction): Promise<void> {
    const slot = slotOf(action.name);
    switch (action.kind) {
      case "load":
      case "swap":
        return gate(async () => {
          if (!ended) await slot.load(action.release, action.kind === "load" ? action.devices : []);
        });
      case "unload":
        return slot.unload();
      case "attach":
        return slot.attach(action.device);
      case "detach":
        return slot.detach(action.device);
    }
  }

  function start(name: string, work: () => Promise<void>): Promise<void> {
    const job = work()
      .catch((error: Error) => ports.log(`${name}: ${error.message}`))
      .finally(() => {
        jobs.delete(name);
        reconcile();
      });
    jobs.set(name, job);
    return job;
  }

  /** What was withdrawn has no time to say goodbye or to finish a call: a bad plugin would use it. */
  function cutWithdrawn(): void {
    const { registry } = memory;
    if (!registry) return;
    const isWithdrawn = ({ origin, digest }: Release) =>
      origin !== "folder" && ["suspended", "revoked"].includes(readStanding(memory, registry, digest).state);
    void Promise.all([...slots.values()].map((slot) => slot.cut(isWithdrawn))).then(reconcile);
  }

  function wish(): BenchWish {
    const now = clock.now();
    const warm = [...slots.values()]
      .filter((slot) => slot.active() && now - (idleSince.get(slot.name) ?? now) < ports.lingerMs)
      .map(({ name }) => name);
    return decideBench({
      ...ports,
      devices: [...table.values()],
      memory,
      folder: ports.folder(),
      standing: ports.standing(),
      warm: new Set(warm),
    });
  }

  function reconcile(): void {
    if (ended) return;
    const wanted = wish();
    for (const slot of slots.values()) {
      const idle = slot.active() !== undefined && wanted.wanted.get(slot.name)?.devices.length === 0;
      if (!idle) idleSince.delete(slot.name);
      else if (!idleSince.has(slot.name)) {
        const since = clock.now();
        idleSince.set(slot.name, since);
        later(ports.lingerMs, () => {
          if (idleSince.get(slot.name) === since) idleSince.set(slot.name, Number.NEGATIVE_INFINITY);
        });
      }
    }
    const views = [...slots.values()].map((slot) => ({
      ...slot.view(),
      ...(jobs.has(slot.name) ? { phase: "busy" as const } : {}),
    }));
    const paused = (action: BenchAction) =>
      (action.kind === "load" || action.kind === "swap") &&
      clock.now() < (pauses.get(action.release.digest)?.until ?? 0);
    const byName = new Map<string, BenchAction[]>();
    for (const action of planBench(wanted, views))
      if (!paused(action)) byName.set(action.name, [...(byName.get(action.name) ?? []), action]);
    const needsOf = (name: string) => recallPlugin(memory, name).lastGood?.needs ?? [];
    for (const name of orderByNeeds([...byName.keys()], needsOf))
      void start(name, async () => {
        for (const action of byName.get(name) ?? []) await perform(action);
      });
    // One that is being replaced serves meanwhile.
    needs.look(
      (name) => !jobs.has(name) || !wanted.wanted.has(name) || slots.get(name)?.active()?.state().phase === "active",
    );
    for (const [name, drafts] of revocations) {
      if (jobs.has(name) || slots.get(name)?.view().phase === "busy") continue;
      revocations.delete(name);
      for (const draft of drafts) ports.report(draft);
    }
    if (memory.registry !== undefined || !ports.followsRegistry)
      for (const draft of announcer.reportUnserved([...table.values()], wanted)) ports.report(draft);
  }

  return {
    onHotplug(event) {
      if (event.device && (event.kind === "device_attached" || event.kind === "device_detached")) {
        const { key: _key, ...seen } = event.device;
        const change = event.kind === "device_attached" ? attachDevice : detachDevice;
        table = change(table, event.source, seen).table;
      }
      reconcile();
    },
    reconsider: reconcile,
    acceptRegistry(registry, reviewers, isNew = false) {
      const known = reviewers === undefined ? memory : { ...memory, reviewers };
      if (registry) update(acceptRegistry(known, registry, ports.repository, at(), isNew));
      else if (reviewers) update({ ...known, registryAt: at() });
      // Not written: an unchanged registry must not cost a write at each poll.
      else memory = { ...memory, registryAt: at() };
      reconcile();
      if (registry) cutWithdrawn();
    },
    memory: () => memory,
    remember(change) {
      update(change(memory));
      pauses.clear();
      reconcile();
    },
    wish,
    devices: () => table,
    slots: () => slots,
    async restart(name) {
      await jobs.get(name);
      const slot = slots.get(name);
      const release = slot?.active()?.release;
      if (!slot || !release) throw new ForgeError("plugin_unknown", { message: `${name} does not run here.` });
      await start(name, () => slot.load(release, slot.view().devices));
    },
    waitForNeeds: needs.wait,
    async settle(name) {
      for (let turn = 0; turn < 20; turn += 1) {
        reconcile();
        const job = jobs.get(name);
        if (!job) return;
        await job;
      }
    },
    async end() {
      ended = true;
      for (const cancel of timers) cancel();
      await Promise.all([...slots.values()].map((slot) => slot.end()));
    },
  };
}
