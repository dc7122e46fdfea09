import { crc32, deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { inflateEntry } from "./inflate-entry.ts";
import type { ZipEntry } from "./zip-entry.ts";

const data = Buffer.from("hello ".repeat(50));
const stored = deflateRawSync(data);

const entryOf = (bytes: Buffer, given: Partial<ZipEntry> = {}): ZipEntry => ({
  name: "a",
  flags: 0,
  method: 8,
  crc32: crc32(data),
  compressedSize: bytes.length,
  size: data.length,
  mode: 0,
  localOffset: 0,
  dataOffset: 0,
  ...given,
});
const refusal = (reason: string) => expect.objectContaining({ facts: { reason, path: '"a"' } });

describe("inflateEntry", () => {
  it("answers the real bytes, as a copy of their own", () => {
    expect(inflateEntry(stored, entryOf(stored)).equals(data)).toBe(true);
    const plain = Buffer.from(data);
    const copy = inflateEntry(plain, entryOf(plain, { method: 0 }));
    plain.fill(0);
    expect(copy.equals(data)).toBe(true);
    expect(inflateEntry(deflateRawSync(""), entryOf(deflateRawSync(""), { size: 0, crc32: 0 })).length).toBe(0);
  });

  it.each<[string, Buffer, Partial<ZipEntry>]>([
    ["size_wrong", stored, { size: data.length - 1 }],
    ["size_wrong", stored, { size: data.length + 1 }],
    ["size_wrong", stored, { size: 0 }],
    ["crc_wrong", stored, { crc32: 1 }],
    ["data_broken", stored.subarray(0, -2), {}],
    ["data_broken", Buffer.concat([stored, stored]), {}],
    ["data_broken", Buffer.alloc(0), {}],
  ])("refuses as %s", (reason, bytes, given) => {
    expect(() => inflateEntry(bytes, entryOf(bytes, given))).toThrow(refusal(reason));
  });

  it("stops a stream of 100 MiB at the size that its header declares", () => {
    const bomb = deflateRawSync(Buffer.alloc(100 * 2 ** 20));
    const before = process.memoryUsage().arrayBuffers;
    expect(() => inflateEntry(bomb, entryOf(bomb))).toThrow(refusal("size_wrong"));
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50 * 2 ** 20);
  });
});
