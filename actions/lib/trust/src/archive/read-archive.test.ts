import { ForgeError } from "@plugsmith/schemas";
import fc from "fast-check";
import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { makeZip, type ZipEnd, type ZipParts } from "../testing.ts";
import type { ArchiveLimits, ArchiveReason } from "./archive.ts";
import { readArchive } from "./read-archive.ts";

const file = (name: string | Buffer, given: Partial<ZipParts> = {}): ZipParts => ({ name, data: "hello\n", ...given });
const zeros = (size: number) => ({ data: Buffer.alloc(size), deflate: true });

async function readReason(bytes: Uint8Array, limits?: Partial<ArchiveLimits>): Promise<unknown> {
  try {
    await readArchive(bytes, limits);
    return "accepted";
  } catch (error) {
    return error instanceof ForgeError && error.code === "archive_invalid" ? error.facts["reason"] : error;
  }
}

describe("readArchive", () => {
  it("reads stored and deflated files with their bytes and executable bits", async () => {
    const zip = makeZip([
      file("a.txt"),
      file("bin/run.sh", { mode: 0o100755, deflate: true }),
      file("données/é.txt", { data: "" }),
    ]);
    const archive = await readArchive(zip);
    expect(archive.files.map(({ path, executable }) => [path, executable])).toEqual([
      ["a.txt", false],
      ["bin/run.sh", true],
      ["données/é.txt", false],
    ]);
    expect(archive.files[1]?.data.toString()).toBe("hello\n");
    expect(archive.totalBytes).toBe(12);
  });

  it("reads what the package step writes (fflate, Unix attributes)", async () => {
    const zip = zipSync(
      { "plugin.json": Buffer.from("{}"), "src/ü.js": Buffer.from("x".repeat(5000)) },
      { os: 3, attrs: (0o100644 << 16) >>> 0, mtime: new Date(1980, 0, 1), level: 6 },
    );
    expect((await readArchive(zip)).files.map(({ path }) => path)).toEqual(["plugin.json", "src/ü.js"]);
  });

  it("is not changed by whoever changes the bytes afterwards", async () => {
    const zip = makeZip([file("a.txt")]);
    const reading = readArchive(zip);
    zip.fill(0);
    expect((await reading).files[0]?.data.toString()).toBe("hello\n");
  });

  const attacks: [ArchiveReason, string, ZipParts[], ZipEnd?][] = [
    ["name_climbs", "a name that climbs", [file("../evil")]],
    ["name_climbs", "a name that climbs inside", [file("a/../../evil")]],
    ["name_absolute", "an absolute name", [file("/etc/passwd")]],
    ["name_backslash", "a backslash", [file("..\\evil")]],
    ["name_drive", "a drive letter", [file("C:evil")]],
    ["name_control_character", "a NUL in the name", [file("a\0.txt")]],
    ["name_control_character", "a line end in the name", [file("a\nb")]],
    ["name_hidden", "a dot file", [file(".git/config")]],
    ["name_hidden", "a dot folder below", [file("a/.github/workflows/x.yml")]],
    ["name_invalid", "a name of one dot", [file("./a")]],
    ["name_invalid", "an empty part", [file("a//b")]],
    ["name_invalid", "an empty name", [file("")]],
    ["name_invalid", "a trailing dot, which Windows drops", [file("a./b")]],
    ["name_invalid", "an alternate data stream", [file("a.txt:b")]],
    ["name_invalid", "an invisible character", [file("a\u200b.js")]],
    ["name_invalid", "a name that turns around", [file("a\u202esj.exe")]],
    ["name_reserved", "a device name of Windows", [file("aux.txt")]],
    ["name_not_utf8", "bytes that are not UTF-8", [file(Buffer.from([0x61, 0xff]))]],
    ["name_not_utf8", "UTF-8 without its flag", [file("é", { flags: 0 })]],
    ["name_not_normalized", "a name that is not NFC", [file("e\u0301.txt")]],
    ["name_too_long", "a name of 300 bytes", [file("a".repeat(300))]],
    ["duplicate_name", "the same name twice", [file("a"), file("a")]],
    ["duplicate_name", "names that differ in case", [file("Read.me"), file("read.ME")]],
    ["duplicate_name", "names that fold to one (ß, SS)", [file("straße"), file("STRASSE")]],
    ["duplicate_name", "names that fold to one (ﬁ ligature)", [file("ﬁle"), file("file")]],
    ["file_as_directory", "a file that is also a folder", [file("a"), file("A/b")]],
    ["directory_entry", "a folder entry", [file("a/", { data: "", mode: 0o040755 })]],
    ["directory_entry", "a folder by its DOS attribute", [file("a", { dosAttributes: 0x10 })]],
    ["link", "a symbolic link", [file("a", { mode: 0o120777, data: "/etc/passwd" })]],
    ["device", "a character device", [file("a", { mode: 0o020666 })]],
    ["device", "a fifo", [file("a", { mode: 0o010644 })]],
    ["setuid", "a setuid program", [file("a", { mode: 0o104755 })]],
    ["encrypted", "an encrypted entry", [file("a", { flags: 1 })]],
    ["encrypted", "strong encryption", [file("a", { flags: 0x41 })]],
    ["flags_unsupported", "sizes behind the data", [file("a", { flags: 8 })]],
    ["method_unsupported", "bzip2", [file("a", { method: 12 })]],
    [
      "extra_field",
      "an extra field with another name",
      [file("a", { extra: Buffer.from("75700a0001000000006576696c", "hex") })],
    ],
    ["file_comment", "a file comment", [file("a", { comment: Buffer.from("x") })]],
    ["zip64", "64-bit sizes", [file("a", { size: 0xffffffff })]],
    ["multi_disk", "an entry on another disk", [file("a", { disk: 1 })]],
    ["local_header_differs", "another local name", [file("a", { local: { name: "b" } })]],
    ["local_header_differs", "another local size", [file("a", { local: { size: 3 } })]],
    ["local_header_broken", "no local header", [file("a", { local: { signature: 0 } })]],
    ["entries_overlap", "two records for one entry", [file("a"), file("b", { offset: 0 })]],
    ["entries_overlap", "data that reaches into the directory", [file("a", { compressedSize: 999 })]],
    ["gap_between_entries", "bytes between entries", [file("a", { gap: Buffer.from("hidden") }), file("b")]],
    ["gap_between_entries", "bytes before the directory", [file("a", { gap: Buffer.from("hidden") })]],
    ["gap_between_entries", "bytes behind the directory", [file("a")], { beforeEnd: Buffer.from("hidden") }],
    ["prepended_data", "a program in front", [file("a")], { prefix: Buffer.from("#!/bin/sh\n") }],
    [
      "prepended_data",
      "a program in front, offsets not corrected",
      [file("a")],
      { prefix: Buffer.from("#!/bin/sh\n"), centralOffset: 36 + 1 },
    ],
    ["trailing_data", "bytes behind the end", [file("a")], { suffix: Buffer.from("x") }],
    ["comment", "an archive comment", [file("a")], { comment: Buffer.from("x") }],
    ["entry_count_wrong", "fewer records than said", [file("a")], { count: 2 }],
    ["entry_count_wrong", "more records than said", [file("a"), file("b")], { count: 1 }],
    ["central_directory_broken", "a directory outside the file", [file("a")], { centralOffset: 0x00ffffff }],
    ["multi_disk", "an archive of several disks", [file("a")], { disk: 1 }],
    ["empty", "no entry", []],
    ["size_wrong", "a stored file that is shorter than said", [file("a", { size: 999 })]],
    ["size_wrong", "a deflate stream that goes on", [file("a", { ...zeros(5000), size: 2000 })]],
    [
      "size_wrong",
      "a deflate stream that ends early",
      [file("a", { data: "x".repeat(5000), deflate: true, size: 5001 })],
    ],
    ["crc_wrong", "a wrong checksum", [file("a", { crc: 1 })]],
    ["data_broken", "a deflate stream that is none", [file("a", { method: 8, data: "\u0007\u0007\u0007" })]],
    ["ratio_too_high", "a bomb of zeros", [file("a", zeros(2 ** 20))]],
    ["file_too_large", "a claim of 2 GB", [file("a", { size: 0x7fffffff })]],
  ];
  it.each(attacks)("refuses as %s: %s", async (reason, _, entries, end) => {
    const limits = reason === "file_too_large" ? { totalBytes: 2 ** 40 } : {};
    expect(await readReason(makeZip(entries, end), limits)).toBe(reason);
  });

  it.each<[ArchiveReason, Partial<ArchiveLimits>]>([
    ["too_large", { archiveBytes: 50 }],
    ["too_many_entries", { entries: 1 }],
    ["file_too_large", { fileBytes: 5 }],
    ["total_too_large", { totalBytes: 11 }],
  ])("refuses as %s under the limit %o", async (reason, limits) => {
    expect(await readReason(makeZip([file("a"), file("b")]), limits)).toBe(reason);
  });

  it("refuses bytes hidden behind the end of a deflate stream", async () => {
    const honest = makeZip([file("a", { data: "x".repeat(100), deflate: true })]);
    const stored = honest.readUInt32LE(18);
    const padded = makeZip([
      {
        name: "a",
        data: Buffer.concat([honest.subarray(31, 31 + stored), Buffer.from("hidden")]),
        method: 8,
        size: 100,
        crc: honest.readUInt32LE(14),
      },
    ]);
    expect(await readReason(padded)).toBe("data_broken");
  });

  it("refuses 64-bit locators and files that are no zip", async () => {
    const locator = Buffer.concat([Buffer.from("504b0607", "hex"), Buffer.alloc(16)]);
    expect(await readReason(makeZip([file("a")], { beforeEnd: locator }))).toBe("zip64");
    expect(await readReason(Buffer.alloc(0))).toBe("not_a_zip");
    expect(await readReason(Buffer.from("just some text that is no archive at all"))).toBe("not_a_zip");
    expect(await readReason(makeZip([file("a")]).subarray(0, -8))).toBe("not_a_zip");
  });

  it("answers every damaged archive with a named refusal or the very same files", async () => {
    const zip = makeZip([file("a.txt"), file("b/c.txt", { deflate: true, data: "y".repeat(300) })]);
    const honest = await readArchive(zip);
    const damage = fc.array(fc.tuple(fc.nat({ max: zip.length - 1 }), fc.nat({ max: 255 })), {
      minLength: 1,
      maxLength: 3,
    });
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        const bytes = Buffer.from(zip);
        for (const [offset, value] of changes) bytes[offset] = value;
        try {
          const archive = await readArchive(bytes);
          const sameBytes = archive.files.every((entry, index) =>
            entry.data.equals(honest.files[index]?.data ?? Buffer.alloc(0)),
          );
          expect(sameBytes).toBe(true);
        } catch (error) {
          expect(error).toMatchObject({ code: "archive_invalid", facts: { reason: expect.any(String) } });
        }
      }),
      { numRuns: 500 },
    );
  });
});
