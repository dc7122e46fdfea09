import { crc32, deflateRawSync } from "node:zlib";

/** One entry of a hand-made zip; every field can lie, in both headers (`…`) or only in the local one (`local`). */
export interface ZipParts {
  readonly name: string | Buffer;
  readonly data?: Buffer | string;
  readonly mode?: number;
  readonly deflate?: boolean;
  readonly flags?: number;
  readonly method?: number;
  readonly crc?: number;
  readonly size?: number;
  readonly compressedSize?: number;
  readonly extra?: Buffer;
  readonly comment?: Buffer;
  readonly dosAttributes?: number;
  readonly offset?: number;
  readonly disk?: number;
  readonly local?: {
    readonly name?: string;
    readonly crc?: number;
    readonly size?: number;
    readonly signature?: number;
  };
  /** Bytes between this entry and the next. */
  readonly gap?: Buffer;
}

export interface ZipEnd {
  readonly prefix?: Buffer;
  readonly suffix?: Buffer;
  readonly comment?: Buffer;
  readonly count?: number;
  readonly centralSize?: number;
  readonly centralOffset?: number;
  readonly disk?: number;
  readonly beforeEnd?: Buffer;
}

const u16 = (value: number) => Buffer.from([value & 0xff, (value >>> 8) & 0xff]);
const u32 = (value: number) => Buffer.from([value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, value >>> 24]);

/** 1980-01-01 00:00:00 in DOS form: time 0, date 0x21. */
const time = Buffer.concat([u16(0), u16(0x21)]);

function makeEntry(parts: ZipParts, offset: number): { local: Buffer; central: Buffer } {
  const data = Buffer.from(parts.data ?? "");
  const isDeflated = parts.deflate ?? false;
  const stored = isDeflated ? deflateRawSync(data) : data;
  const name = Buffer.from(parts.name as string);
  const extra = parts.extra ?? Buffer.alloc(0);
  const comment = parts.comment ?? Buffer.alloc(0);
  const flags = parts.flags ?? (name.some((byte) => byte > 0x7f) ? 0x800 : 0);
  const fields = (crc: number, size: number) =>
    Buffer.concat([
      u16(20),
      u16(flags),
      u16(parts.method ?? (isDeflated ? 8 : 0)),
      time,
      u32(crc),
      u32(parts.compressedSize ?? stored.length),
      u32(size),
    ]);
  const crc = parts.crc ?? crc32(data);
  const size = parts.size ?? data.length;
  const localName = parts.local?.name === undefined ? name : Buffer.from(parts.local.name);
  const local = Buffer.concat([
    u32(parts.local?.signature ?? 0x04034b50),
    fields(parts.local?.crc ?? crc, parts.local?.size ?? size),
    u16(localName.length),
    u16(extra.length),
    localName,
    extra,
    stored,
    parts.gap ?? Buffer.alloc(0),
  ]);
  const attributes = (((parts.mode ?? 0o100644) << 16) >>> 0) + (parts.dosAttributes ?? 0);
  const central = Buffer.concat([
    u32(0x02014b50),
    Buffer.from([20, 3]),
    fields(crc, size),
    u16(name.length),
    u16(extra.length),
    u16(comment.length),
    u16(parts.disk ?? 0),
    u16(0),
    u32(attributes),
    u32(parts.offset ?? offset),
    name,
    extra,
    comment,
  ]);
  return { local, central };
}

/** A zip made byte by byte, for tests of readers: honest by default, a liar where told. */
export function makeZip(entries: readonly ZipParts[], end: ZipEnd = {}): Buffer {
  const prefix = end.prefix ?? Buffer.alloc(0);
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
  const comment = end.comment ?? Buffer.alloc(0);
  return Buffer.concat([
    prefix,
    ...locals,
    directory,
    end.beforeEnd ?? Buffer.alloc(0),
    u32(0x06054b50),
    u16(end.disk ?? 0),
    u16(end.disk ?? 0),
    u16(count),
    u16(count),
    u32(end.centralSize ?? directory.length),
    u32(end.centralOffset ?? offset),
    u16(comment.length),
    comment,
    end.suffix ?? Buffer.alloc(0),
  ]);
}
