import { ForgeError } from "@plugsmith/schemas";
import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { makeFile as file, makeZip } from "../testing.ts";
import type { ArchiveLimits } from "./archive.ts";
import type { ArchiveReason } from "./archive-rules.ts";
import { readArchive } from "./read-archive.ts";

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

  it.each<[ArchiveReason, Partial<ArchiveLimits>]>([
    ["too_large", { archiveBytes: 50 }],
    ["too_many_entries", { entries: 1 }],
    ["file_too_large", { fileBytes: 5 }],
    ["total_too_large", { totalBytes: 11 }],
  ])("refuses as %s under the limit %o", async (reason, limits) => {
    expect(await readReason(makeZip([file("a"), file("b")]), limits)).toBe(reason);
  });
});
