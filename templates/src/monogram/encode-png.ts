const signature = [137, 80, 78, 71, 13, 10, 26, 10];

const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

const bigEndian = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];

function makeChunk(type: string, data: readonly number[]): number[] {
  const body = [...new TextEncoder().encode(type), ...data];
  let crc = 0xffffffff;
  for (const byte of body) crc = (crcTable[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
  return [...bigEndian(data.length), ...body, ...bigEndian(~crc)];
}

/** A zlib stream of stored blocks. Compressors differ from version to version, and a plugin's digest must not. */
function storeZlib(bytes: readonly number[]): number[] {
  const blocks: number[] = [];
  for (let at = 0; at < bytes.length; at += 0xffff) {
    const part = bytes.slice(at, at + 0xffff);
    const length = [part.length & 255, part.length >>> 8];
    blocks.push(at + part.length === bytes.length ? 1 : 0, ...length, ...length.map((byte) => byte ^ 255), ...part);
  }
  let [a, b] = [1, 0];
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return [0x78, 0x01, ...blocks, ...bigEndian(((b << 16) | a) >>> 0)];
}

/**
 * A square PNG with sixteen colours, the same bytes on every machine. `pixels` holds a palette index (0 to 15) per pixel, row by
 * row; `palette` sixteen colours as [red, green, blue].
 */
export function encodePng(
  size: number,
  pixels: readonly number[],
  palette: readonly (readonly number[])[],
): Uint8Array {
  const rows: number[] = [];
  for (let y = 0; y < size; y += 1) {
    rows.push(0);
    for (let x = 0; x < size; x += 2) {
      const right = x + 1 < size ? (pixels[y * size + x + 1] ?? 0) : 0;
      rows.push(((pixels[y * size + x] ?? 0) << 4) | right);
    }
  }
  return Uint8Array.from([
    ...signature,
    ...makeChunk("IHDR", [...bigEndian(size), ...bigEndian(size), 4, 3, 0, 0, 0]),
    ...makeChunk("PLTE", palette.flat()),
    ...makeChunk("IDAT", storeZlib(rows)),
    ...makeChunk("IEND", []),
  ]);
}
