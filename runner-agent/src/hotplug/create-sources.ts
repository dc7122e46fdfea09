import type { BenchConfig, HotplugEvent, Registry, Reviewers } from "@plugsmith/schemas";
import type { Release } from "../bench/release.ts";
import type { Clock } from "../clock.ts";
import { openRegistryReader } from "../registry/open-registry-reader.ts";
import type { RegistryTrustStore } from "../registry/registry-trust-store.ts";
import { createFolderWatcher } from "./folder-watcher.ts";
import type { HotplugSource, SourceStatus } from "./hotplug-source.ts";
import { createRegistryWatcher } from "./registry-watcher.ts";
import { createSimulatedSource, type SimulatedSource } from "./simulated-source.ts";
import { createUsbWatcher, type UsbPort } from "./usb-watcher.ts";
import { createWebhookWatcher } from "./webhook-watcher.ts";

export interface AgentSources {
  readonly names: readonly string[];
  readonly simulated: SimulatedSource | undefined;
  folder(): readonly Release[];
  poll(): Promise<void>;
  /** Looks at the registry soon. */
  wake(): void;
  /** A webhook's word that plugins changed: looks at the registry now, whose answer decides. */
  onHotplug(event: HotplugEvent): void;
  status(): readonly SourceStatus[];
  start(emit: (event: HotplugEvent) => void): Promise<void>;
  stop(): Promise<void>;
}

export interface SourcePorts {
  readonly clock: Clock;
  readonly fetch: typeof fetch;
  readonly loadUsb?: () => Promise<UsbPort>;
  /** `<source> <id>` of events from before this start. */
  readonly seenBefore?: readonly string[];
  /** What was accepted of a signed registry. */
  readonly trust: RegistryTrustStore;
  accept(registry: Registry | undefined, reviewers: Reviewers | undefined, isNew: boolean): void;
  /** A look at the registry has failed. */
  reconsider(): void;
}

/** The sources that the configuration asks for: usb and registry unless switched off, folder, webhook and simulated if named. */
export function createSources(config: BenchConfig, ports: SourcePorts): AgentSources {
  const { usb = true, registry = true, folder, simulated = false, webhook } = config.sources ?? {};
  const { clock } = ports;
  const simulator = simulated ? createSimulatedSource(clock) : undefined;
  const watched =
    folder === undefined ? undefined : createFolderWatcher(folder, clock, config.isolation?.allowUnsigned === true);
  const follower = registry
    ? createRegistryWatcher({
        reader: openRegistryReader(config, ports),
        pollMs: (config.registry.pollSeconds ?? 30) * 1000,
        clock,
        random: Math.random,
        accept: ports.accept,
        reconsider: ports.reconsider,
      })
    : undefined;
  const usbWatcher = usb ? createUsbWatcher(clock, ports.loadUsb) : undefined;
  const door = webhook
    ? createWebhookWatcher({
        host: "127.0.0.1",
        ...webhook,
        clock,
        seenBefore: (ports.seenBefore ?? []).flatMap((id) => (id.startsWith("webhook ") ? [id.slice(8)] : [])),
      })
    : undefined;
  // The registry last: what it answers must not keep the others from starting.
  const local = [simulator, watched, usbWatcher, door].filter(
    (one): one is NonNullable<typeof one> => one !== undefined,
  );
  const all: readonly HotplugSource[] = [...local, ...(follower ? [follower] : [])];
  return {
    names: all.map((source) => source.status().source),
    simulated: simulator,
    folder: () => watched?.releases() ?? [],
    poll: async () => follower?.poll(),
    wake: () => follower?.wake(),
    onHotplug({ source, device }) {
      if (source === "webhook" && !device) void follower?.poll();
    },
    status: () => all.map((source) => source.status()),
    async start(emit) {
      for (const source of local) await source.start(emit);
      void follower?.start(emit);
    },
    async stop() {
      await Promise.all(all.map((source) => source.stop()));
    },
  };
}
