import { computeDigest, ForgeError, type PackageIndex, type PluginManifest } from "@plugsmith/schemas";
import { makeIndex } from "./make-index.ts";
import { makeSbom } from "./make-sbom.ts";
import { makeZip } from "./make-zip.ts";
import type { PackageFile } from "./package-file.ts";

export interface Package {
  readonly fileName: string;
  readonly zip: Uint8Array;
  readonly digest: string;
  readonly sbom: string;
  readonly index: PackageIndex;
}

/** Benches download packages over links of shops; larger plugins carry data that belongs elsewhere. */
const mostZipBytes = 10 * 1024 * 1024;

/**
 * The package of a plugin from its staged files: zip with index, digest D, SBOM. Pure, and the same bytes everywhere.
 * @throws ForgeError `package_failed`.
 */
export function makePackage(manifest: PluginManifest, entry: string, files: readonly PackageFile[]): Package {
  const index = makeIndex(manifest, entry, files);
  const bytes = Buffer.from(`${JSON.stringify(index, null, 2)}\n`);
  const zip = makeZip([...files, { path: "package-index.json", bytes, executable: false }]);
  if (zip.length > mostZipBytes) {
    throw new ForgeError("package_failed", {
      message: `The package has ${zip.length} bytes; at most ${mostZipBytes} are allowed.`,
      hint: "Remove large files from the plugin.",
    });
  }
  return {
    fileName: `${manifest.name}-${manifest.version}.zip`,
    zip,
    digest: computeDigest(zip),
    sbom: makeSbom(manifest, files, zip),
    index,
  };
}
