import { describe, expect, it } from "vitest";
import { makeFile, makeZip } from "../testing.ts";
import { defaultArchiveLimits } from "./archive.ts";
import { parseLayout } from "./parse-layout.ts";

describe("parseLayout", () => {
  it("answers each entry with what both headers say and where its bytes lie", () => {
    const zip = makeZip([makeFile("a"), makeFile("é/b", { deflate: true, mode: 0o100755 })]);
    const [first, second] = parseLayout(zip, defaultArchiveLimits);
    expect(first).toMatchObject({ name: "a", method: 0, size: 6, compressedSize: 6, localOffset: 0, dataOffset: 31 });
    expect(zip.subarray(31, 37).toString()).toBe("hello\n");
    expect(second).toMatchObject({ name: "é/b", method: 8, flags: 0x800, mode: 0o100755, localOffset: 37 });
    expect(second?.dataOffset).toBe(37 + 30 + Buffer.byteLength("é/b"));
  });

  it("counts entries against the limit before it reads one", () => {
    const zip = makeZip([makeFile("a", { local: { signature: 0 } }), makeFile("b")]);
    expect(() => parseLayout(zip, { ...defaultArchiveLimits, entries: 1 })).toThrow(
      expect.objectContaining({ facts: { reason: "too_many_entries" } }),
    );
  });
});
