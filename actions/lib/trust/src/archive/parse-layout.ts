import type { ArchiveLimits } from "./archive.ts";
import { parseCentralEntry } from "./parse-central-entry.ts";
import { parseLocalHeader } from "./parse-local-header.ts";
import { refuseArchive } from "./refuse-archive.ts";
import type { ZipEntry } from "./zip-entry.ts";

const endSize = 22;
const endSignature = 0x06054b50;
const centralSignature = 0x02014b50;
const zip64LocatorSignature = 0x07064b50;

interface End {
  readonly entries: number;
  readonly centralOffset: number;
  readonly centralEnd: number;
}

function parseEnd(bytes: Buffer, limits: ArchiveLimits): End {
  const offset = bytes.length - endSize;
  if (offset < 0) refuseArchive("not_a_zip");
  if (bytes.readUInt32LE(offset) !== endSignature) {
    const last = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
    if (last === -1 || last > offset) refuseArchive("not_a_zip");
    const declared = bytes.readUInt16LE(last + 20);
    refuseArchive(declared === bytes.length - last - endSize ? "comment" : "trailing_data");
  }
  if (bytes.readUInt16LE(offset + 20) !== 0) refuseArchive("trailing_data");
  if (offset >= 20 && bytes.readUInt32LE(offset - 20) === zip64LocatorSignature) refuseArchive("zip64");
  if (bytes.readUInt16LE(offset + 4) !== 0 || bytes.readUInt16LE(offset + 6) !== 0) refuseArchive("multi_disk");
  const entries = bytes.readUInt16LE(offset + 10);
  const centralSize = bytes.readUInt32LE(offset + 12);
  const centralOffset = bytes.readUInt32LE(offset + 16);
  if (entries === 0xffff || centralSize === 0xffffffff || centralOffset === 0xffffffff) refuseArchive("zip64");
  if (entries !== bytes.readUInt16LE(offset + 8)) refuseArchive("entry_count_wrong");
  if (entries > limits.entries) refuseArchive("too_many_entries");
  if (entries === 0) refuseArchive("empty");
  if (centralOffset + centralSize > offset) refuseArchive("central_directory_broken");
  // An archive with something in front has offsets that are all too small by its length.
  if (centralOffset + centralSize < offset) {
    const isDirectory = bytes.readUInt32LE(centralOffset) === centralSignature;
    const isOtherArchive = bytes.readUInt32LE(centralOffset + centralSize) === endSignature;
    refuseArchive(isDirectory && !isOtherArchive ? "gap_between_entries" : "prepended_data");
  }
  return { entries, centralOffset, centralEnd: offset };
}

/**
 * Reads the layout of a zip that is exactly: local header and data of each entry in the order of the central directory,
 * without gaps, from byte 0; central directory; end record. Every other layout is refused, so no two readers can see two
 * archives in one.
 */
export function parseLayout(bytes: Buffer, limits: ArchiveLimits): ZipEntry[] {
  const end = parseEnd(bytes, limits);
  const entries: ZipEntry[] = [];
  let cursor = end.centralOffset;
  let expected = 0;
  for (let index = 0; index < end.entries; index++) {
    const record = parseCentralEntry(bytes, cursor, end.centralEnd);
    if (index === 0 && record.entry.localOffset !== 0) refuseArchive("prepended_data", record.entry.name);
    if (record.entry.localOffset < expected) refuseArchive("entries_overlap", record.entry.name);
    if (record.entry.localOffset > expected) refuseArchive("gap_between_entries", record.entry.name);
    const dataOffset = parseLocalHeader(bytes, record, end.centralOffset);
    expected = dataOffset + record.entry.compressedSize;
    if (expected > end.centralOffset) refuseArchive("entries_overlap", record.entry.name);
    entries.push({ ...record.entry, dataOffset });
    cursor = record.next;
  }
  if (cursor !== end.centralEnd) refuseArchive("entry_count_wrong");
  if (expected !== end.centralOffset) refuseArchive("gap_between_entries");
  return entries;
}
