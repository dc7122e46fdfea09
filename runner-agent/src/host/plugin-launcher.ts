import type { Confinement, StartPluginProcess } from "@plugsmith/plugin-host";
import type { BenchConfig, Device, PluginManifest } from "@plugsmith/schemas";
import { createPluginBroker } from "../broker/plugin-broker.ts";
import type { PluginFetch } from "../broker/plugin-fetch-transport.ts";
import type { PluginFiles } from "../broker/plugin-files-store.ts";
import type { PluginLogs } from "../broker/plugin-log-store.ts";
import type { PluginSerial } from "../broker/plugin-serial-transport.ts";
import type { PluginUsb } from "../broker/plugin-usb-transport.ts";
import { createRateLimit } from "../broker/rate-limit.ts";
import type { Clock } from "../clock.ts";
import { agentEvents } from "../hotplug/render-hotplug.ts";
import type { StoredPackage } from "../store/stored-package.ts";
import type { SlotPorts } from "./plugin-slot.ts";

export interface LauncherPorts {
  readonly clock: Clock;
  readonly confinement: Confinement;
  readonly plugins: NonNullable<BenchConfig["plugins"]>;
  readonly logs: PluginLogs;
  readonly start: StartPluginProcess;
  readonly fetch: PluginFetch;
  readonly usb: PluginUsb;
  openFiles(plugin: string, manifest: PluginManifest): PluginFiles;
  openSerial(): PluginSerial;
  devices(plugin: string): readonly Device[];
  callPlugin(caller: string, plugin: string, method: string, args: unknown): Promise<unknown>;
  emit(plugin: string, event: string, data: unknown): void;
  onProcess(kind: "started" | "exited", plugin: string, pid: number): void;
}

/** An event reaches plugins that did not ask this one for anything: its data must fit into the smallest of them many times. */
const mostEventBytes = 64 * 1024;

function fitsEvent(data: unknown): boolean {
  try {
    return Buffer.byteLength(JSON.stringify(data ?? null)) <= mostEventBytes;
  } catch {
    // Nested deeper than JSON can be written.
    return false;
  }
}

/** Binds what a plugin process needs around it: broker, logs, declared events, its own configuration. */
export function createPluginLauncher(ports: LauncherPorts): SlotPorts["start"] {
  return async (stored: StoredPackage) => {
    const { manifest, index, folder } = stored;
    const { name, version } = manifest;
    const serial = ports.openSerial();
    const events = createRateLimit(ports.clock.now, 100, 500);
    const broker = createPluginBroker(manifest, {
      files: ports.openFiles(name, manifest),
      fetch: ports.fetch,
      usb: ports.usb,
      serial,
      devices: () => ports.devices(name),
      callPlugin: (plugin, method, args) => ports.callPlugin(`plugin:${name}`, plugin, method, args),
    });
    const process = await ports.start({
      folder,
      entry: index.entry,
      runtime: index.runtime,
      plugin: { name, version },
      config: ports.plugins[name]?.config ?? {},
      permissions: manifest.permissions,
      confinement: ports.confinement,
      broker,
      onLog: ({ level, message }) => ports.logs.write(name, level, message),
      onEmit(event, data) {
        if (event.startsWith(agentEvents))
          ports.logs.write(name, "warn", `emit("${event}") was dropped: only the agent tells of ${agentEvents}…`);
        else if (!manifest.events.publishes.includes(event))
          ports.logs.write(name, "warn", `emit("${event}") was dropped: the manifest does not publish it`);
        else if (!events.take()) return;
        else if (fitsEvent(data)) ports.emit(name, event, data);
        else ports.logs.write(name, "warn", `emit("${event}") was dropped: its data is deeper or larger than 64 KiB`);
      },
    });
    // A service of its own has no process here that a later agent could find and end.
    const ours = process.pid > 0;
    if (ours) ports.onProcess("started", name, process.pid);
    void process.exited.then(() => {
      serial.close();
      if (ours) ports.onProcess("exited", name, process.pid);
    });
    return process;
  };
}
