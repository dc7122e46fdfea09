import {
  computeDigest,
  type PackageIndex,
  type PluginManifest,
  parsePackageIndex,
  parsePluginManifest,
} from "@plugsmith/schemas";
import type { Archive } from "./archive.ts";
import { refuseArchive } from "./refuse-archive.ts";

export interface PackageContents {
  readonly index: PackageIndex;
  readonly manifest: PluginManifest;
}

const indexPath = "package-index.json";
const manifestPath = "plugin.json";

function parseFile(archive: Archive, path: string, missing: "index_missing" | "manifest_missing"): unknown {
  const file = archive.files.find((candidate) => candidate.path === path);
  if (!file) return refuseArchive(missing, path);
  try {
    return JSON.parse(file.data.toString("utf8"));
  } catch (error) {
    return refuseArchive(missing === "index_missing" ? "index_invalid" : "manifest_invalid", path, error);
  }
}

function checkFiles(archive: Archive, index: PackageIndex): void {
  const listed = new Map(index.files.map((file) => [file.path, file]));
  if (listed.size !== index.files.length || listed.has(indexPath)) refuseArchive("index_differs", indexPath);
  for (const file of archive.files) {
    if (file.path === indexPath) {
      // The index cannot vouch for itself: what it would say of any data file goes for it.
      if (file.executable) refuseArchive("index_differs", indexPath);
      continue;
    }
    const entry = listed.get(file.path);
    const same =
      entry !== undefined &&
      entry.size === file.data.length &&
      entry.executable === file.executable &&
      entry.digest === computeDigest(file.data);
    if (!same) refuseArchive("index_differs", file.path);
    listed.delete(file.path);
  }
  for (const path of listed.keys()) refuseArchive("index_differs", path);
  if (!index.files.some((file) => file.path === index.entry)) refuseArchive("index_differs", index.entry);
}

/**
 * Checks that `package-index.json` lists exactly the archive's other files with size, digest and executable bit, that its
 * entry is one of them, and that `plugin.json` names the same plugin.
 * @throws ForgeError `archive_invalid`, reasons `index_*` and `manifest_*`.
 */
export function verifyPackageIndex(archive: Archive): PackageContents {
  const index = parsePackageIndex(parseFile(archive, indexPath, "index_missing"));
  if (!index.ok) return refuseArchive("index_invalid", index.issues[0]?.path);
  checkFiles(archive, index.value);
  const manifest = parsePluginManifest(parseFile(archive, manifestPath, "manifest_missing"));
  if (!manifest.ok) return refuseArchive("manifest_invalid", manifest.issues[0]?.path);
  const { name, version, runtime } = manifest.value;
  if (name !== index.value.name || version !== index.value.version || runtime !== index.value.runtime)
    refuseArchive("manifest_differs", manifestPath);
  return { index: index.value, manifest: manifest.value };
}
