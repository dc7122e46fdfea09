import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { unzipSync } from "fflate";
import { type ReleaseZip, readReleaseZip } from "./read-release-zip.ts";

function unpack(bytes: Buffer, into: string, folder: string): void {
  for (const [name, content] of Object.entries(unzipSync(bytes))) {
    const file = join(into, name);
    if (name.endsWith("/") || !name.startsWith(`${folder}/`) || !file.startsWith(join(into, sep))) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

/**
 * Unpacks a release below `cache`, once for each digest, and answers its folder. The digest is compared every time; a folder
 * that is not finished is never used. @throws ForgeError `input_invalid`.
 */
export function applyReleaseZip(release: ReleaseZip, cache: string): string {
  const bytes = readReleaseZip(release);
  const into = join(cache, release.sha256.toLowerCase().slice(0, 16));
  const partial = `${into}.partial-${process.pid}`;
  try {
    if (!existsSync(into)) {
      unpack(bytes, partial, release.folder);
      if (!existsSync(into)) renameSync(partial, into);
    }
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return join(into, release.folder);
}
