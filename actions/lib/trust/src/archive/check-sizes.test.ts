import { describe, expect, it } from "vitest";
import { defaultArchiveLimits } from "./archive.ts";
import { checkSizes } from "./check-sizes.ts";
import type { ZipEntry } from "./zip-entry.ts";

const limits = { ...defaultArchiveLimits, fileBytes: 1_000_000, totalBytes: 1_500_000, ratio: 100 };
const entry = (size: number, compressedSize: number, method = 8): ZipEntry => ({
  name: "a",
  flags: 0,
  method,
  crc32: 0,
  compressedSize,
  size,
  mode: 0,
  localOffset: 0,
  dataOffset: 0,
});

describe("checkSizes", () => {
  it("takes files at the limits, and small ones that compress without end", () => {
    checkSizes([entry(1_000_000, 10_000), entry(500_000, 500_000, 0)], limits);
    checkSizes([entry(64 * 1024, 1), entry(0, 0, 0), entry(0, 2)], limits);
  });

  it.each([
    ["file_too_large", [entry(1_000_001, 900_000)]],
    ["size_wrong", [entry(10, 11, 0)]],
    ["ratio_too_high", [entry(1_000_000, 9_999)]],
    ["ratio_too_high", [entry(64 * 1024 + 1, 0)]],
    ["total_too_large", [entry(1_000_000, 500_000), entry(500_001, 400_000)]],
  ])("refuses as %s", (reason, entries) => {
    expect(() => checkSizes(entries, limits)).toThrow(
      expect.objectContaining({ code: "archive_invalid", facts: expect.objectContaining({ reason }) }),
    );
  });
});
