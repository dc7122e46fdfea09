import { parseMode } from "./check-mode.ts";
import { refuseArchive } from "./refuse-archive.ts";
import type { ZipEntry } from "./zip-entry.ts";

const signature = 0x02014b50;
const headerSize = 46;
/** 2.0: deflate and folders; newer ones mean zip64, other methods or encryption. */
const mostVersion = 20;
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export interface CentralEntry {
  readonly entry: Omit<ZipEntry, "dataOffset">;
  readonly rawName: Buffer;
  /** The fields that the local header repeats, as raw bytes: version, flags, method, time, date, crc, sizes. */
  readonly repeated: Buffer;
  readonly next: number;
}

function parseName(raw: Buffer, flags: number): string {
  const isAscii = raw.every((byte) => byte < 0x80);
  // Without the UTF-8 flag a reader may take other bytes for code page 437.
  if (!isAscii && (flags & 0x800) === 0) refuseArchive("name_not_utf8", raw.toString("latin1"));
  try {
    return decoder.decode(raw);
  } catch (error) {
    return refuseArchive("name_not_utf8", raw.toString("latin1"), error);
  }
}

/** Reads one central directory record; what Plugsmith's own packages never contain is refused. */
export function parseCentralEntry(bytes: Buffer, offset: number, end: number): CentralEntry {
  if (offset + headerSize > end || bytes.readUInt32LE(offset) !== signature) refuseArchive("entry_count_wrong");
  const host = bytes.readUInt8(offset + 5);
  const flags = bytes.readUInt16LE(offset + 8);
  const nameLength = bytes.readUInt16LE(offset + 28);
  const extraLength = bytes.readUInt16LE(offset + 30);
  const commentLength = bytes.readUInt16LE(offset + 32);
  const next = offset + headerSize + nameLength + extraLength + commentLength;
  if (next > end) refuseArchive("central_directory_broken");
  const rawName = bytes.subarray(offset + headerSize, offset + headerSize + nameLength);
  const name = parseName(rawName, flags);
  if (bytes.readUInt16LE(offset + 6) > mostVersion) refuseArchive("version_unsupported", name);
  // Bit 0, 6 and 13: the three kinds of encryption.
  if ((flags & 0x2041) !== 0) refuseArchive("encrypted", name);
  // Bits 1 and 2 tell the deflate level, bit 11 tells UTF-8; bit 3 would move the sizes behind the data.
  if ((flags & ~0x0806) !== 0) refuseArchive("flags_unsupported", name);
  const method = bytes.readUInt16LE(offset + 10);
  if (method !== 0 && method !== 8) refuseArchive("method_unsupported", name);
  const compressedSize = bytes.readUInt32LE(offset + 20);
  const size = bytes.readUInt32LE(offset + 24);
  const localOffset = bytes.readUInt32LE(offset + 42);
  if ([compressedSize, size, localOffset].includes(0xffffffff)) refuseArchive("zip64", name);
  // Extra fields can carry a second name or second sizes.
  if (extraLength !== 0) refuseArchive("extra_field", name);
  if (commentLength !== 0) refuseArchive("file_comment", name);
  if (bytes.readUInt16LE(offset + 34) !== 0) refuseArchive("multi_disk", name);
  const mode = parseMode(host, bytes.readUInt32LE(offset + 38), bytes.readUInt16LE(offset + 36), name);
  const crc32 = bytes.readUInt32LE(offset + 16);
  return {
    entry: { name, flags, method, crc32, compressedSize, size, mode, localOffset },
    rawName,
    repeated: bytes.subarray(offset + 6, offset + 28),
    next,
  };
}
