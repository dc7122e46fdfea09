import { crc32, deflateRawSync } from "node:zlib";

/** The fields that stand in both headers of an entry. */
export interface ZipHeader {
  readonly signature: number;
  /** Version needed to extract, 20 for 2.0. */
  readonly version: number;
  readonly flags: number;
  readonly method: number;
  /** DOS date in the upper, DOS time in the lower 16 bits. */
  readonly time: number;
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly name: string | Buffer;
  readonly extra: Buffer;
}

/** One entry of a hand-made zip; every field can lie: in both headers, or only in one of them (`local`, `central`). */
export interface ZipParts extends Partial<Omit<ZipHeader, "signature">> {
  readonly name: string | Buffer;
  readonly data?: Buffer | string;
  readonly deflate?: boolean;
  readonly local?: Partial<ZipHeader>;
  readonly central?: Partial<ZipHeader>;
  readonly mode?: number;
  /** System that the attributes are of; 3 for Unix. */
  readonly host?: number;
  readonly dosAttributes?: number;
  readonly internalAttributes?: number;
  readonly comment?: Buffer;
  readonly offset?: number;
  readonly disk?: number;
  /** Bytes between this entry and the next. */
  readonly gap?: Buffer;
}

/** What surrounds the entries, and what the end record says of them. */
export interface ZipEnd {
  readonly prefix?: Buffer;
  readonly suffix?: Buffer;
  readonly comment?: Buffer;
  readonly commentLength?: number;
  readonly count?: number;
  readonly countOnDisk?: number;
  readonly centralSize?: number;
  readonly centralOffset?: number;
  readonly disk?: number;
  readonly beforeEnd?: Buffer;
}

const u16 = (value: number) => Buffer.from([value & 0xff, (value >>> 8) & 0xff]);
const u32 = (value: number) => Buffer.from([value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, value >>> 24]);
const nothing = Buffer.alloc(0);
/** 1980-01-01 00:00:00. */
const epoch = 0x0021_0000;

const toBytes = (name: string | Buffer): Buffer => (typeof name === "string" ? Buffer.from(name) : name);

function makeHeader(header: ZipHeader, middle: readonly Buffer[]): Buffer {
  const name = toBytes(header.name);
  return Buffer.concat([
    u16(header.version),
    u16(header.flags),
    u16(header.method),
    u32(header.time),
    u32(header.crc),
    u32(header.compressedSize),
    u32(header.size),
    u16(name.length),
    u16(header.extra.length),
    ...middle,
    name,
    header.extra,
  ]);
}

function makeEntry(parts: ZipParts, offset: number): { local: Buffer; central: Buffer } {
  const data = Buffer.from(parts.data ?? "");
  const isDeflated = parts.deflate ?? false;
  const stored = isDeflated ? deflateRawSync(data) : data;
  const { local: localLies, central: centralLies, comment = nothing, gap = nothing } = parts;
  const honest: ZipHeader = {
    signature: 0,
    version: 20,
    flags: toBytes(parts.name).some((byte) => byte > 0x7f) ? 0x800 : 0,
    method: isDeflated ? 8 : 0,
    time: epoch,
    crc: crc32(data),
    compressedSize: stored.length,
    size: data.length,
    extra: nothing,
    ...parts,
  };
  const local = { ...honest, signature: 0x04034b50, ...localLies };
  const central = { ...honest, signature: 0x02014b50, ...centralLies };
  const attributes = (((parts.mode ?? 0o100644) << 16) >>> 0) + (parts.dosAttributes ?? 0);
  const where = [
    u16(parts.disk ?? 0),
    u16(parts.internalAttributes ?? 0),
    u32(attributes),
    u32(parts.offset ?? offset),
  ];
  return {
    local: Buffer.concat([u32(local.signature), makeHeader(local, []), stored, gap]),
    central: Buffer.concat([
      u32(central.signature),
      Buffer.from([20, parts.host ?? 3]),
      makeHeader(central, [u16(comment.length), ...where]),
      comment,
    ]),
  };
}

/** A zip made byte by byte, for tests of readers: honest by default, a liar where told. */
export function makeZip(entries: readonly ZipParts[], end: ZipEnd = {}): Buffer {
  const { prefix = nothing, suffix = nothing, beforeEnd = nothing, comment = nothing } = end;
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = prefix.length;
  for (const parts of entries) {
    const { local, central } = makeEntry(parts, offset);
    locals.push(local);
    centrals.push(central);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const count = end.count ?? entries.length;
  return Buffer.concat([
    prefix,
    ...locals,
    directory,
    beforeEnd,
    u32(0x06054b50),
    u16(end.disk ?? 0),
    u16(end.disk ?? 0),
    u16(end.countOnDisk ?? count),
    u16(count),
    u32(end.centralSize ?? directory.length),
    u32(end.centralOffset ?? offset),
    u16(end.commentLength ?? comment.length),
    comment,
    suffix,
  ]);
}
