import { createHash } from "node:crypto";
import { ForgeError } from "@plugsmith/schemas";
import { zipSync } from "fflate";

export interface ModuleZip {
  /** Technical name: the module's folder and its file. */
  readonly module: string;
  readonly zip: Uint8Array;
}

/**
 * A time that only the content decides, at noon or later of a day that each time zone has. PrestaShop's unpacking keeps the times, and
 * PHP's cache of compiled files takes a file with the time of the older version for that version.
 */
function timeOf(content: Uint8Array): Date {
  const digest = createHash("sha256").update(content).digest();
  const [day, second] = [digest.readUInt16BE(0), digest.readUInt16BE(2)];
  return new Date(1990 + (day % 30), digest.readUInt8(4) % 12, 1 + (digest.readUInt8(5) % 28), 12, 0, second % 32_400);
}

/**
 * The zip that a shop's owner uploads: the module's folder alone, its files in order and without times of this machine. What stands
 * beside it in the plugin (tests, listing, README) is for those who work on it, and a shop refuses a zip that holds it.
 * @throws ForgeError `sandbox_failed` when no folder has a file of its own name, or more than one has.
 */
export function makeModuleZip(files: readonly { readonly path: string; readonly content: Uint8Array }[]): ModuleZip {
  const modules = files.flatMap(({ path }) => /^([a-z0-9]+)\/\1\.php$/.exec(path)?.[1] ?? []);
  const [module] = modules;
  if (module === undefined || modules.length > 1) {
    throw new ForgeError("sandbox_failed", {
      message: `The plugin holds ${modules.length} folders with a PHP file of their own name; a PrestaShop module is exactly one.`,
      hint: "Keep the module in <name>/<name>.php, lower-case letters and digits only.",
    });
  }
  const entries = files
    .filter(({ path }) => path.startsWith(`${module}/`))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, content }) => [path, [content, { mtime: timeOf(content), level: 6 }]] as const);
  return { module, zip: zipSync(Object.fromEntries(entries) as Parameters<typeof zipSync>[0]) };
}
