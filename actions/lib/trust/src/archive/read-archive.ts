import { type Archive, type ArchiveFile, type ArchiveLimits, defaultArchiveLimits } from "./archive.ts";
import { checkName, checkNames } from "./check-name.ts";
import { checkSizes } from "./check-sizes.ts";
import { inflateEntry } from "./inflate-entry.ts";
import { parseLayout } from "./parse-layout.ts";
import { readSecondOpinion } from "./read-second-opinion.ts";
import { refuseArchive } from "./refuse-archive.ts";

/**
 * The archive gate: reads a package wholly in memory and writes nothing. Regular files only, unique safe names, one possible
 * layout, real sizes within the limits, right checksums.
 * @param bytes the zip; it is copied first, so that what was checked is what is returned.
 * @throws ForgeError `archive_invalid` with `facts.reason` (the rule, an `ArchiveReason`) and, where one file is at fault, `facts.path`.
 */
export async function readArchive(bytes: Uint8Array, limits: Partial<ArchiveLimits> = {}): Promise<Archive> {
  const allowed = { ...defaultArchiveLimits, ...limits };
  if (bytes.byteLength > allowed.archiveBytes) refuseArchive("too_large");
  const own = Buffer.from(bytes);
  const entries = parseLayout(own, allowed);
  for (const entry of entries) checkName(entry.name, allowed.pathBytes);
  checkNames(entries.map((entry) => entry.name));
  checkSizes(entries, allowed);
  await readSecondOpinion(own, entries);
  const files: ArchiveFile[] = entries.map((entry) => ({
    path: entry.name,
    data: inflateEntry(own, entry),
    executable: (entry.mode & 0o111) !== 0,
  }));
  return { files, totalBytes: files.reduce((sum, file) => sum + file.data.length, 0) };
}
