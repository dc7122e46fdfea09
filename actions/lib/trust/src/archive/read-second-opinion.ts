import { openZip } from "./open-zip.ts";
import { refuseArchive } from "./refuse-archive.ts";
import type { ZipEntry } from "./zip-entry.ts";

/** Refuses an archive that yauzl, an independent reader, sees differently from our own. */
export async function readSecondOpinion(bytes: Buffer, own: readonly ZipEntry[]): Promise<void> {
  const { entries } = await openZip(bytes, own.length).catch((error: unknown) =>
    refuseArchive("readers_disagree", undefined, error),
  );
  if (entries.length !== own.length) refuseArchive("readers_disagree");
  for (const [index, entry] of own.entries()) {
    const other = entries[index];
    const same =
      other?.fileName === entry.name &&
      other.crc32 === entry.crc32 &&
      other.compressedSize === entry.compressedSize &&
      other.uncompressedSize === entry.size &&
      other.relativeOffsetOfLocalHeader === entry.localOffset;
    if (!same) refuseArchive("readers_disagree", entry.name);
  }
}
