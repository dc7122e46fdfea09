import { cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { ForgeError, parsePluginManifest } from "@plugsmith/schemas";
import { readDocument } from "../read-input-file.ts";

export interface PluginFolder {
  readonly name: string;
  readonly version: string;
  /** Platform that it is for: `woocommerce`, `node`. */
  readonly cms: string;
  /** Absolute path of a folder named after the plugin, as the steps demand. */
  readonly folder: string;
  close(): void;
}

/**
 * A plugin's folder for the steps. They insist on `plugins/<name>`; a folder of another name is copied (links stay links,
 * so that the build still sees and refuses them). Throws `input_invalid`.
 */
export async function openPluginFolder(path: string): Promise<PluginFolder> {
  const given = resolve(path);
  if (!existsSync(given) || !lstatSync(given).isDirectory())
    throw new ForgeError("input_invalid", {
      message: `${path} is not a folder.`,
      hint: "Name the folder that holds plugin.json.",
    });
  const manifest = await readDocument(join(given, "plugin.json"), "The plugin manifest", parsePluginManifest);
  const { name, version } = manifest;
  const cms = manifest.cms ?? manifest.type;
  if (basename(given) === name) return { name, version, cms, folder: given, close: () => undefined };
  const work = mkdtempSync(join(tmpdir(), "plugsmith-plugin-"));
  const folder = join(work, "plugins", name);
  mkdirSync(folder, { recursive: true });
  cpSync(given, folder, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => basename(source) !== "node_modules",
  });
  return { name, version, cms, folder, close: () => rmSync(work, { recursive: true, force: true }) };
}
