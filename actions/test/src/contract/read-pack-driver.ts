import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type PluginManifest, parseForgePin } from "@plugsmith/schemas";
import { readPacks, renderPlugin } from "@plugsmith/templates";

function readPin(pluginDir: string) {
  try {
    const parsed = parseForgePin(JSON.parse(readFileSync(join(pluginDir, "forge.json"), "utf8")));
    return parsed.ok ? parsed.value : null;
  } catch {
    return null;
  }
}

/**
 * The driver and all it stands on as the plugin's pack makes them, by path: whoever edits a driver so that it makes up what
 * the suite wants to see is played by the untouched one. `null` when the pack is not here in the version that the plugin
 * pins, or the plugin was not made by one.
 */
export async function readPackDriver(
  pluginDir: string,
  driver: string,
  manifest: PluginManifest,
): Promise<ReadonlyMap<string, string> | null> {
  const pin = readPin(pluginDir);
  if (pin === null) return null;
  // An action that was copied without the rest of its release has no packs beside it.
  const packs = await readPacks(undefined, () => {}).catch(() => []);
  const pack = packs.find(({ digest }) => digest === pin.pack.digest);
  if (pack === undefined) return null;
  const { request, requestNumber, requester } = pin;
  const author = manifest.author ?? "";
  const tree = renderPlugin({ pack, request, version: manifest.version, requestNumber, requester, author });
  const home = `${dirname(driver)}/`;
  const files = [...tree].filter(([path]) => path.startsWith(home));
  return files.some(([path]) => path === driver)
    ? new Map(files.map(([path, { content }]) => [path, String(content)]))
    : null;
}
