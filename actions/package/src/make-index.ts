import { computeDigest, ForgeError, type PackageIndex, type PluginManifest } from "@plugsmith/schemas";
import { type PackageFile, sortFiles } from "./package-file.ts";

/** package-index.json: every file of the package but itself, with size and digest. */
export function makeIndex(manifest: PluginManifest, entry: string, files: readonly PackageFile[]): PackageIndex {
  if (!files.some(({ path }) => path === entry)) {
    throw new ForgeError("package_failed", { message: `The started file ${entry} is not in the stage folder.` });
  }
  return {
    schemaVersion: 1,
    name: manifest.name,
    version: manifest.version,
    runtime: manifest.runtime,
    entry,
    files: sortFiles(files).map(({ path, bytes, executable }) => ({
      path,
      size: bytes.length,
      digest: computeDigest(bytes),
      executable,
    })),
  };
}
