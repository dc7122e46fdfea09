import type { CentralEntry } from "./parse-central-entry.ts";
import { refuseArchive } from "./refuse-archive.ts";

const signature = 0x04034b50;
const headerSize = 30;

/** Checks that the local header says exactly what the central record says; answers the offset of the data. */
export function parseLocalHeader(bytes: Buffer, central: CentralEntry, end: number): number {
  const { name, localOffset } = central.entry;
  if (localOffset + headerSize > end || bytes.readUInt32LE(localOffset) !== signature)
    refuseArchive("local_header_broken", name);
  const nameLength = bytes.readUInt16LE(localOffset + 26);
  if (bytes.readUInt16LE(localOffset + 28) !== 0) refuseArchive("extra_field", name);
  const dataOffset = localOffset + headerSize + nameLength;
  if (dataOffset > end) refuseArchive("local_header_broken", name);
  const sameFields = bytes.subarray(localOffset + 4, localOffset + 26).equals(central.repeated);
  const sameName = bytes.subarray(localOffset + headerSize, dataOffset).equals(central.rawName);
  if (!sameFields || !sameName) refuseArchive("local_header_differs", name);
  return dataOffset;
}
