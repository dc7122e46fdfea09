import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { type PluginManifest, parsePluginManifest } from "@plugsmith/schemas";
import { readDocument } from "../read-input-file.ts";

/** Manifests of `<folder>/<name>/plugin.json`, by name; none where there is no such folder. */
export async function readManifests(folder: string): Promise<readonly PluginManifest[]> {
  if (!existsSync(folder)) return [];
  const names = (await readdir(folder)).sort().filter((name) => existsSync(join(folder, name, "plugin.json")));
  return Promise.all(
    names.map((name) => readDocument(join(folder, name, "plugin.json"), "The manifest", parsePluginManifest)),
  );
}
