import { type PluginManifest, parsePluginManifest } from "@plugsmith/schemas";
import { type FileTree, readText } from "@plugsmith/templates";

/** The manifest of a plugin's files, or null where it is missing or not valid. */
export function readManifest(tree: FileTree): PluginManifest | null {
  const file = tree.get("plugin.json");
  if (!file) return null;
  try {
    const parsed = parsePluginManifest(JSON.parse(readText(file) ?? ""));
    return parsed.ok ? parsed.value : null;
  } catch {
    return null;
  }
}
