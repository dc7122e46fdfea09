import { type Entry, fromBuffer } from "yauzl";
import { refuseArchive } from "./refuse-archive.ts";
import type { ZipEntry } from "./zip-entry.ts";

function listEntries(bytes: Buffer): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const options = { lazyEntries: true, strictFileNames: true, validateEntrySizes: true };
    fromBuffer(bytes, options, (error, file) => {
      if (error) return reject(error);
      const entries: Entry[] = [];
      file
        .on("entry", (entry) => {
          entries.push(entry);
          file.readEntry();
        })
        .on("end", () => resolve(entries))
        .on("error", reject);
      file.readEntry();
    });
  });
}

/** Refuses an archive that yauzl, an independent reader, sees differently from our own. */
export async function readSecondOpinion(bytes: Buffer, own: readonly ZipEntry[]): Promise<void> {
  const entries = await listEntries(bytes).catch((error: unknown) =>
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
