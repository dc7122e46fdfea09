import type { ArchiveLimits } from "./archive.ts";
import { refuseArchive } from "./refuse-archive.ts";
import type { ZipEntry } from "./zip-entry.ts";

// Small files of repeated text compress well and cost nothing.
const ratioFloor = 64 * 1024;

/**
 * Refuses declared sizes above the limits, before anything is inflated. Inflating stops at the declared size, so a size
 * that lies is found later without costing more.
 */
export function checkSizes(entries: readonly ZipEntry[], limits: ArchiveLimits): void {
  let total = 0;
  for (const { name, method, size, compressedSize } of entries) {
    if (size > limits.fileBytes) refuseArchive("file_too_large", name);
    if (method === 0 && size !== compressedSize) refuseArchive("size_wrong", name);
    if (size > ratioFloor && size > limits.ratio * Math.max(1, compressedSize)) refuseArchive("ratio_too_high", name);
    total += size;
  }
  if (total > limits.totalBytes) refuseArchive("total_too_large");
}
