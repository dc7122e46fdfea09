import { ForgeError } from "@plugsmith/schemas";
import { zipSync } from "fflate";

export interface ModuleZip {
  /** Technical name: the module's folder and its file. */
  readonly module: string;
  readonly zip: Uint8Array;
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
  const mtime = new Date(2000, 0, 1);
  const entries = files
    .filter(({ path }) => path.startsWith(`${module}/`))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, content }) => [path, [content, { mtime, level: 6 }]] as const);
  return { module, zip: zipSync(Object.fromEntries(entries) as Parameters<typeof zipSync>[0]) };
}
