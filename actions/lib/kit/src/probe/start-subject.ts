import type { Confinement } from "@plugsmith/plugin-host";
import type { PluginManifest } from "@plugsmith/schemas";
import type { Interpreter } from "../interpreter/interpreter.ts";
import { applyOverlay } from "./apply-overlay.ts";

import { makeDriverManifest } from "./make-driver-manifest.ts";
import { readDriver } from "./read-driver.ts";
import { type Probe, startProbe } from "./start-probe.ts";

/** A plugin that can be asked for payments, whatever it lives in. */
export interface Subject {
  readonly probe: Probe;
  /** What it is judged by: its manifest, with hooks and methods of the driver where one stands for it. */
  readonly manifest: PluginManifest;
  /**
   * `plugin`: the plugin's own process. `driver`: the pack's driver with the plugin in it. `own-driver`: the driver that the
   * plugin brought, for nobody knows the pack's.
   */
  readonly kind: "plugin" | "driver" | "own-driver";
  close(graceMs: number): Promise<void>;
}

/** Starts the staged plugin, or the driver that stands for it. @throws ForgeError `load_failed`, `load_timeout`, `tool_missing`. */
export async function startSubject(options: {
  pluginDir: string;
  stage: string;
  entry: string;
  manifest: PluginManifest;
  confinement: Confinement;
  now: () => Date;
  /** Of a PHP or Python plugin; left out: this machine's own. */
  interpreter?: Interpreter | undefined;
  /** The pack's files for this driver; `null` when the pack is not here. */
  packDriver?: (driver: string) => Promise<ReadonlyMap<string, string> | null>;
}): Promise<Subject> {
  const { pluginDir, stage, entry, manifest, confinement, now, interpreter } = options;
  const driver = readDriver(manifest, pluginDir);
  if (driver === null) {
    const probe = await startProbe({ stage, entry, manifest, confinement, now, interpreter });
    const close = async (graceMs: number) => void (await probe.process.stop({ graceMs }));
    return { probe, manifest, kind: "plugin", close };
  }
  const files = (await options.packDriver?.(driver)) ?? null;
  const { folder, remove } = applyOverlay(stage, pluginDir, driver, files);
  try {
    const played = makeDriverManifest(manifest);
    const probe = await startProbe({ stage: folder, entry: driver, manifest: played, confinement, now, interpreter });
    const { hooks, methods } = probe.exports;
    const close = async (graceMs: number) => {
      await probe.process.stop({ graceMs });
      remove();
    };
    return {
      probe,
      manifest: { ...played, hooks: hooks as PluginManifest["hooks"], methods: [...methods] },
      kind: files === null ? "own-driver" : "driver",
      close,
    };
  } catch (error) {
    remove();
    throw error;
  }
}
