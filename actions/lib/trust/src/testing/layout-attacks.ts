import { type ArchiveAttack, makeAttack, makeFile } from "./archive-attack.ts";
import { makePackage, type PackageParts } from "./make-package.ts";
import { makeZip } from "./make-zip.ts";

const a = makeFile("a");
const b = makeFile("b");
const honest = makeZip([a]);
const hidden = Buffer.from("hidden");
const program = Buffer.from("#!/bin/sh\nexit\n");
const locator = Buffer.from(`504b0607${"00".repeat(16)}`, "hex");
/** Bytes of a stored entry `a`: header, name and six bytes. */
const entryBytes = 30 + 1 + 6;

const bytes = (rule: ArchiveAttack["rule"], title: string, zip: Buffer): ArchiveAttack => ({ rule, title, zip });
const pack = (rule: ArchiveAttack["rule"], title: string, parts: PackageParts) =>
  bytes(rule, title, makePackage(parts));

/** Archives in which two readers could see two different things, and packages whose index lies. */
export const layoutAttacks: readonly ArchiveAttack[] = [
  makeAttack("prepended_data", "a program in front", [a], { prefix: program }),
  makeAttack("prepended_data", "a program in front, offsets not corrected", [a], {
    prefix: program,
    centralOffset: entryBytes,
  }),
  bytes("prepended_data", "an archive in front of the archive", Buffer.concat([makeZip([b]), honest])),
  makeAttack("prepended_data", "an archive in the comment of the archive", [a], { comment: makeZip([b]) }),
  makeAttack("trailing_data", "bytes behind the end", [a], { suffix: hidden }),
  makeAttack("trailing_data", "a comment that is not there", [a], { commentLength: 6 }),
  makeAttack("comment", "an archive comment", [a], { comment: hidden }),
  makeAttack("gap_between_entries", "bytes between entries", [makeFile("a", { gap: hidden }), b]),
  makeAttack("gap_between_entries", "bytes before the list of files", [makeFile("a", { gap: hidden })]),
  makeAttack("gap_between_entries", "bytes behind the list of files", [a], { beforeEnd: hidden }),
  makeAttack("gap_between_entries", "an entry that is not in the list", [
    makeFile("a", { gap: honest.subarray(0, entryBytes) }),
    b,
  ]),
  makeAttack("entries_overlap", "two records for one entry", [a, makeFile("b", { offset: 0 })]),
  makeAttack("entries_overlap", "an entry inside another one's data", [
    makeFile("a", { data: honest.subarray(0, entryBytes) }),
    makeFile("b", { offset: 31 }),
  ]),
  makeAttack("entries_overlap", "data that reaches into the list of files", [makeFile("a", { compressedSize: 999 })]),
  makeAttack("prepended_data", "entries in another order than their bytes", [
    makeFile("a", { offset: entryBytes }),
    makeFile("b", { offset: 0 }),
  ]),
  makeAttack("entry_count_wrong", "fewer records than said", [a], { count: 2 }),
  makeAttack("entry_count_wrong", "more records than said", [a, b], { count: 1 }),
  makeAttack("entry_count_wrong", "another number on this disk", [a, b], { countOnDisk: 1 }),
  makeAttack("entry_count_wrong", "a record without its signature", [makeFile("a", { central: { signature: 0 } })]),
  makeAttack("central_directory_broken", "a list outside the file", [a], { centralOffset: 0x00ffffff }),
  makeAttack("central_directory_broken", "a list that is longer than it can be", [a], { centralSize: 0x00ffffff }),
  bytes("central_directory_broken", "a name that reaches beyond the list", lengthenName(honest)),
  makeAttack("prepended_data", "a list that is shorter than it is", [a], { centralSize: 40, centralOffset: 0 }),
  makeAttack("multi_disk", "an archive of several disks", [a], { disk: 1 }),
  makeAttack("zip64", "a 64-bit locator", [a], { beforeEnd: locator }),
  makeAttack("zip64", "a count that stands elsewhere", [a], { count: 0xffff }),
  makeAttack("zip64", "an offset of the list that stands elsewhere", [a], { centralOffset: 0xffffffff }),
  makeAttack(
    "too_many_entries",
    "3,000 files",
    Array.from({ length: 3000 }, (_, index) => makeFile(`f${index}`)),
  ),
  makeAttack("empty", "no entry", []),
  bytes("not_a_zip", "no byte", Buffer.alloc(0)),
  bytes("not_a_zip", "a text", Buffer.from("just some text that is no archive at all")),
  bytes("not_a_zip", "an archive that is cut off", honest.subarray(0, -8)),
  bytes("too_large", "an archive of 65 MiB", Buffer.alloc(65 * 2 ** 20)),
  pack("index_differs", "an index that leaves a file out", {
    changeIndex: (index) => ({ ...index, files: index.files.slice(1) }),
  }),
  pack("index_differs", "an index with another digest", {
    changeIndex: (index) => ({
      ...index,
      files: index.files.map((file) => ({ ...file, digest: `sha256:${"0".repeat(64)}` })),
    }),
  }),
  pack("index_differs", "a started file that is not there", { changeIndex: (index) => ({ ...index, entry: "x.mjs" }) }),
  pack("index_invalid", "an index that is no index", { changeIndex: () => ({}) }),
  bytes("index_missing", "a package without an index", makeZip([makeFile("plugin.json", { data: "{}" })])),
  pack("manifest_differs", "a manifest of another version", {
    changeIndex: (index) => ({ ...index, version: "9.9.9" }),
  }),
  pack("manifest_invalid", "a manifest that is no JSON", { files: { "plugin.json": "not json" } }),
  pack("manifest_missing", "a package without a manifest", { without: "plugin.json" }),
];

function lengthenName(zip: Buffer): Buffer {
  const changed = Buffer.from(zip);
  changed.writeUInt16LE(200, entryBytes + 28);
  return changed;
}
