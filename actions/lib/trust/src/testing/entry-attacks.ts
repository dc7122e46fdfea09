import { deflateRawSync } from "node:zlib";
import { type ArchiveAttack, makeAttack, makeFile } from "./archive-attack.ts";
import type { ZipParts } from "./make-zip.ts";

const zeros = (size: number) => ({ data: Buffer.alloc(size), deflate: true });
const hex = (text: string) => Buffer.from(text, "hex");
const one = (given: Partial<ZipParts>): readonly ZipParts[] => [makeFile("a", given)];
const hundred = Buffer.alloc(100, "x");
/** The 0x7075 field: a second name, "evil", in UTF-8. */
const unicodePath = hex("7570090001000000006576696c");

/** Entries whose type, headers or bytes are not what they should be. */
export const entryAttacks: readonly ArchiveAttack[] = [
  makeAttack("link", "a symbolic link", one({ mode: 0o120777, data: "/etc/passwd" })),
  makeAttack("link", "a symbolic link, said to come from DOS", one({ mode: 0o120777, data: "/etc", host: 0 })),
  makeAttack("host_unsupported", "a symbolic link, said to come from macOS", one({ mode: 0o120777, host: 19 })),
  makeAttack("directory_entry", "a folder by its mode", one({ mode: 0o040755 })),
  makeAttack("directory_entry", "a folder by its DOS attribute", one({ dosAttributes: 0x10 })),
  makeAttack("device", "a character device", one({ mode: 0o020666 })),
  makeAttack("device", "a block device", one({ mode: 0o060666 })),
  makeAttack("device", "a pipe", one({ mode: 0o010644 })),
  makeAttack("device", "a socket", one({ mode: 0o140644 })),
  makeAttack("setuid", "a setuid program", one({ mode: 0o104755 })),
  makeAttack("setuid", "a setgid program", one({ mode: 0o102755 })),
  makeAttack("attributes_unsupported", "the label of a volume", one({ dosAttributes: 0x08 })),
  makeAttack("attributes_unsupported", "a mark that lets readers change line ends", one({ internalAttributes: 1 })),
  makeAttack("encrypted", "an encrypted entry", one({ flags: 1 })),
  makeAttack("encrypted", "strong encryption", one({ flags: 0x41 })),
  makeAttack("encrypted", "hidden headers", one({ flags: 0x2000 })),
  makeAttack(
    "flags_unsupported",
    "sizes behind the data, which agree",
    one({ flags: 8, gap: hex("504b070820303a360600000006000000") }),
  ),
  makeAttack(
    "gap_between_entries",
    "sizes behind the data, without the flag",
    one({ gap: hex("504b0708" + "00".repeat(12)) }),
  ),
  makeAttack("flags_unsupported", "a patch", one({ flags: 0x20 })),
  makeAttack("method_unsupported", "bzip2", one({ method: 12 })),
  makeAttack("method_unsupported", "Deflate64", one({ method: 9 })),
  makeAttack("method_unsupported", "AES", one({ method: 99 })),
  makeAttack("version_unsupported", "a version of the format that knows more", one({ version: 63 })),
  makeAttack("extra_field", "a second name in the list of files", one({ central: { extra: unicodePath } })),
  makeAttack("extra_field", "a second name in the file's own header", one({ local: { extra: unicodePath } })),
  makeAttack(
    "extra_field",
    "64-bit sizes in an extra field",
    one({ extra: hex("0100100006000000000000000600000000000000") }),
  ),
  makeAttack("extra_field", "a user's number for Info-ZIP", one({ extra: hex("75780b000104000000000400000000") })),
  makeAttack("file_comment", "a comment of a file", one({ comment: Buffer.from("x") })),
  makeAttack("zip64", "a size that stands elsewhere", one({ size: 0xffffffff })),
  makeAttack("zip64", "an offset that stands elsewhere", one({ offset: 0xffffffff })),
  makeAttack("multi_disk", "an entry on another disk", one({ disk: 1 })),
  makeAttack("local_header_differs", "another name in the file's own header", one({ local: { name: "b" } })),
  makeAttack("local_header_differs", "a longer name in the file's own header", one({ local: { name: "ab" } })),
  makeAttack("local_header_differs", "another size", one({ local: { size: 3 } })),
  makeAttack("local_header_differs", "another compressed size", one({ local: { compressedSize: 3 } })),
  makeAttack("local_header_differs", "another checksum", one({ local: { crc: 3 } })),
  makeAttack("local_header_differs", "another method", one({ local: { method: 8 } })),
  makeAttack("local_header_differs", "other flags", one({ local: { flags: 1 } })),
  makeAttack("local_header_differs", "another time", one({ local: { time: 3 } })),
  makeAttack("local_header_differs", "another version", one({ local: { version: 10 } })),
  makeAttack("local_header_broken", "no header of its own", one({ local: { signature: 0 } })),
  makeAttack("size_wrong", "a stored file that is shorter than said", one({ size: 999 })),
  makeAttack("size_wrong", "a deflate stream that goes on", one({ ...zeros(5000), size: 2000 })),
  makeAttack("size_wrong", "a deflate stream that ends early", one({ data: hundred, deflate: true, size: 101 })),
  makeAttack("size_wrong", "a file that says it is empty", one({ data: hundred, deflate: true, size: 0 })),
  makeAttack("crc_wrong", "a wrong checksum", one({ crc: 1 })),
  makeAttack("crc_wrong", "a wrong checksum of a deflated file", one({ crc: 1, deflate: true })),
  makeAttack("data_broken", "a deflate stream that is none", one({ method: 8, data: "\u0007\u0007\u0007" })),
  makeAttack(
    "data_broken",
    "bytes hidden behind the end of a deflate stream",
    one({ data: Buffer.concat([deflateRawSync(hundred), Buffer.from("hidden")]), method: 8, size: 100 }),
  ),
  makeAttack("ratio_too_high", "a bomb of zeros", one(zeros(2 ** 20))),
  makeAttack("ratio_too_high", "a claim of 32 MiB in six bytes", one({ method: 8, size: 32 * 2 ** 20 })),
  makeAttack("file_too_large", "a claim of 2 GB", one({ method: 8, size: 0x7fffffff })),
  makeAttack(
    "total_too_large",
    "files that are too large together",
    Array.from({ length: 5 }, (_, index) =>
      makeFile(`f${index}`, { method: 8, data: Buffer.alloc(80_000), size: 15 * 2 ** 20 }),
    ),
  ),
];
