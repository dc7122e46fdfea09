import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Confinement } from "@plugsmith/plugin-host";
import type { PluginManifest } from "@plugsmith/schemas";
import type { Interpreter } from "../interpreter/interpreter.ts";

/** Where a pack puts the program that drives its plugin, by the runtime it is written in. */
const drivers: Partial<Record<PluginManifest["runtime"], string>> = {
  node: "test/contract.js",
  php: "tests/driver.php",
};

/**
 * The program that stands for a plugin which lives inside a shop and so speaks no protocol of its own: it runs the plugin
 * in a kernel of that shop, and offers createCheckout, capturePayment, refundPayment and receiveWebhook. `null` when the
 * plugin speaks for itself, or brings no driver.
 */
export function readDriver(
  manifest: Pick<PluginManifest, "type" | "runtime" | "methods">,
  pluginDir: string,
  exists: (path: string) => boolean = existsSync,
): string | null {
  if (manifest.type !== "cms" || (manifest.methods ?? []).length > 0) return null;
  const driver = drivers[manifest.runtime];
  return driver !== undefined && exists(join(pluginDir, driver)) ? driver : null;
}

/**
 * Whether a plugin can only be judged by what its own tests say of it: PHP without a driver, or on a machine that offers no
 * boundary to run the driver in. The result then says so.
 */
export function isSelfReported(
  manifest: Pick<PluginManifest, "type" | "runtime" | "methods">,
  pluginDir: string,
  level: Confinement["level"],
  interpreter?: Interpreter,
): boolean {
  const isHeld = level === "os" || interpreter?.portable === true;
  return manifest.runtime === "php" && (!isHeld || readDriver(manifest, pluginDir) === null);
}
