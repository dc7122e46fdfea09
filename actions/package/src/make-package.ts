import { computeDigest, ForgeError, type PackageIndex, type PluginManifest } from "@plugsmith/schemas";
import { decideMostBytes } from "./channel-limits.ts";
import { makeIndex } from "./make-index.ts";
import { type Library, makeSbom } from "./make-sbom.ts";
import { makeZip } from "./make-zip.ts";
import type { PackageFile } from "./package-file.ts";

export interface Package {
  readonly fileName: string;
  readonly zip: Uint8Array;
  readonly digest: string;
  readonly sbom: string;
  readonly index: PackageIndex;
}

const nameLargest = (files: readonly PackageFile[]): string =>
  [...files]
    .sort((a, b) => b.bytes.length - a.bytes.length)
    .slice(0, 3)
    .map(
      ({ path, bytes }) => `${path.slice(0, 100).replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, "?")} (${bytes.length} bytes)`,
    )
    .join(", ");

/**
 * The package of a plugin from its staged files: zip with index, digest D, SBOM. Pure, and the same bytes everywhere.
 * @param channels kinds of the channels that will carry it; the strictest limit counts.
 * @param libraries packages of others that the build put into the files, for the SBOM.
 * @throws ForgeError `package_failed`; `channel_too_large`; `input_invalid` for an unknown channel.
 */
export function makePackage(
  manifest: PluginManifest,
  entry: string,
  files: readonly PackageFile[],
  channels: readonly string[] = [],
  libraries: readonly Library[] = [],
): Package {
  const most = decideMostBytes(channels);
  const index = makeIndex(manifest, entry, files);
  const bytes = Buffer.from(`${JSON.stringify(index, null, 2)}\n`);
  const zip = makeZip([...files, { path: "package-index.json", bytes, executable: false }]);
  if (zip.length > most.bytes) {
    throw new ForgeError("channel_too_large", {
      message: `The package has ${zip.length} bytes; the channel ${most.channel} takes at most ${most.bytes}.`,
      hint: `Remove large files from the plugin, or leave it out of that channel in forge.yml. The largest: ${nameLargest(files)}.`,
      facts: { size: zip.length, limit: most.bytes, channel: most.channel },
    });
  }
  return {
    fileName: `${manifest.name}-${manifest.version}.zip`,
    zip,
    digest: computeDigest(zip),
    sbom: makeSbom(manifest, files, zip, libraries),
    index,
  };
}
