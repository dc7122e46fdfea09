import type { Confinement, StartPluginProcess } from "@plugsmith/plugin-host";
import type { BenchConfig } from "@plugsmith/schemas";
import { fetchForPlugin } from "../broker/plugin-fetch-transport.ts";
import { createPluginFiles } from "../broker/plugin-files-store.ts";
import { createPluginSerial } from "../broker/plugin-serial-transport.ts";
import { createPluginUsb, type PluginUsb } from "../broker/plugin-usb-transport.ts";
import type { Clock } from "../clock.ts";
import { createPluginLauncher } from "../host/plugin-launcher.ts";
import { createPluginSlot } from "../host/plugin-slot.ts";
import type { SlotEvent } from "../host/slot-event.ts";
import type { HostLimits } from "../host/supervisor.ts";
import { readWebhookKey } from "../hotplug/read-webhook-key.ts";
import type { RegistryStanding } from "../registry/registry-standing.ts";
import type { BenchEventDraft } from "../report/bench-event-draft.ts";
import type { AgentFolder } from "../store/agent-folder-store.ts";
import { createReleaseGatherer } from "../store/gather-release.ts";
import type { VerifyRelease } from "../store/verify-release.ts";
import { startWebhookPlugin } from "../webhook/start-webhook-plugin.ts";
import { type BenchConductor, createBenchConductor } from "./bench-conductor.ts";
import type { Release } from "./release.ts";

export interface BenchPorts {
  readonly clock: Clock;
  readonly fetch: typeof fetch;
  readonly confinement: Confinement;
  readonly folder: AgentFolder;
  readonly verify: VerifyRelease;
  readonly startProcess: StartPluginProcess;
  readonly lingerMs: number;
  watchedReleases(): readonly Release[];
  standing(): RegistryStanding;
  report(draft: BenchEventDraft): void;
  observe(event: SlotEvent): void;
  callPlugin(caller: string, plugin: string, method: string, args: unknown): Promise<unknown>;
  log(message: string): void;
}

export interface Bench {
  readonly conductor: BenchConductor;
  readonly require: "os" | "process";
  /** Hands an event of the agent itself to the plugins that declared it in `events.subscribes`. */
  publish(event: string, data: object): void;
  /** Stops every plugin and lets go of the devices. */
  end(): Promise<void>;
}

/** Part of a load's time that a plugin waits for those it depends on. */
const needsShare = 3;

function chooseLimits({ limits = {} }: BenchConfig): HostLimits {
  const { loadMs = 10_000, callMs = 10_000, stopMs = 2_000, crashes = 3, crashWindowMs = 300_000 } = limits;
  return { loadMs, callMs, stopMs, crashes, windowMs: crashWindowMs };
}

/** Wires store, verifier, plugin processes and broker to one conductor, as the configuration says. */
export function createBench(config: BenchConfig, ports: BenchPorts): Bench {
  const { clock, folder, confinement } = ports;
  const require = config.isolation?.require ?? "os";
  const limits = chooseLimits(config);
  const plugins = config.plugins ?? {};
  const usb = new Map<string, PluginUsb>();
  const usbOf = (name: string) => {
    const known = usb.get(name) ?? createPluginUsb();
    usb.set(name, known);
    return known;
  };
  const gather = createReleaseGatherer({
    store: folder.packages,
    fetch: ports.fetch,
    verify: ports.verify,
    memory: () => conductor.memory(),
  });
  const publish = (plugin: string, event: string, data: unknown) => {
    for (const slot of conductor.slots().values())
      if (slot.name !== plugin && slot.active()?.stored()?.manifest.events.subscribes.includes(event))
        slot.publish(event, data);
  };
  const launch = (name: string) =>
    createPluginLauncher({
      clock,
      confinement,
      plugins,
      logs: folder.logs,
      start: (start) =>
        start.runtime === "webhook"
          ? startWebhookPlugin(start, {
              clock,
              fetch: fetchForPlugin,
              target: plugins[name]?.webhook,
              readKey: readWebhookKey,
            })
          : ports.startProcess(start),
      fetch: fetchForPlugin,
      usb: usbOf(name),
      openFiles: (plugin, manifest) => createPluginFiles(folder.dataOf(plugin), manifest.permissions),
      openSerial: createPluginSerial,
      devices(plugin) {
        const slot = conductor.slots().get(plugin);
        return [...(slot?.candidate()?.served() ?? []), ...(slot?.active()?.served() ?? [])];
      },
      callPlugin: ports.callPlugin,
      emit: publish,
      onProcess: folder.recordProcess,
    });
  const conductor: BenchConductor = createBenchConductor({
    clock,
    repository: config.registry.repository,
    plugins,
    confinement: confinement.level,
    require,
    allowUnsigned: config.isolation?.allowUnsigned === true,
    lingerMs: ports.lingerMs,
    memory: folder.memory,
    followsRegistry: config.sources?.registry !== false,
    write: folder.remember,
    createSlot: (name, onEvent) =>
      createPluginSlot(name, {
        clock,
        limits,
        verify: gather,
        async stage(checked) {
          const stored = folder.packages.write(checked);
          await conductor.waitForNeeds(
            stored.manifest.dependencies.map((own) => own.name),
            limits.loadMs / needsShare,
          );
          return stored;
        },
        start: launch(name),
        log: (message) => folder.logs.write(name, "warn", message),
        onEvent(event) {
          ports.observe(event);
          if (event.kind === "unloaded" || event.kind === "broken") void usbOf(name).close();
          if (event.kind === "detached") void usbOf(name).release(event.device);
          onEvent(event);
        },
      }),
    folder: ports.watchedReleases,
    standing: ports.standing,
    report: ports.report,
    log: ports.log,
  });
  return {
    conductor,
    require,
    publish: (event, data) => publish("", event, data),
    async end() {
      await conductor.end();
      await Promise.all([...usb.values()].map((one) => one.close()));
    },
  };
}
