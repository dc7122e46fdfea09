import { crc32, inflateRawSync } from "node:zlib";
import { refuseArchive } from "./refuse-archive.ts";
import type { ZipEntry } from "./zip-entry.ts";

interface Inflated {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}

function inflate(stored: Buffer, entry: ZipEntry): Buffer {
  let result: Inflated;
  try {
    // The output limit is the declared size: a stream that goes on is stopped, whatever its header says.
    result = inflateRawSync(stored, { info: true, maxOutputLength: Math.max(1, entry.size) }) as unknown as Inflated;
  } catch (error) {
    const isLonger = (error as { code?: unknown }).code === "ERR_BUFFER_TOO_LARGE";
    return refuseArchive(isLonger ? "size_wrong" : "data_broken", entry.name, error);
  }
  // zlib stops at the end of the deflate stream; bytes behind it would be a hiding place.
  if (result.engine.bytesWritten !== stored.length) refuseArchive("data_broken", entry.name);
  return result.buffer;
}

/** The real bytes of an entry, never more than declared, with size and checksum checked. */
export function inflateEntry(bytes: Buffer, entry: ZipEntry): Buffer {
  const stored = bytes.subarray(entry.dataOffset, entry.dataOffset + entry.compressedSize);
  const data = entry.method === 0 ? Buffer.from(stored) : inflate(stored, entry);
  if (data.length !== entry.size) refuseArchive("size_wrong", entry.name);
  if (crc32(data) !== entry.crc32) refuseArchive("crc_wrong", entry.name);
  return data;
}
