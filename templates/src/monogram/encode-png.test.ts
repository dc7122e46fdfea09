import { crc32, inflateSync } from "node:zlib";
import fc from "fast-check";
import { expect, it } from "vitest";
import { encodePng } from "./encode-png.ts";

const palette = Array.from({ length: 16 }, (_, index) => [index, 255 - index, 7]);

it("writes chunks whose checksums hold, and pixels that zlib reads back, for every size", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.infiniteStream(fc.integer({ min: 0, max: 15 })), (size, stream) => {
      const pixels = [...stream.take(size * size)];
      const png = Buffer.from(encodePng(size, pixels, palette));
      const parts: Buffer[] = [];
      for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
        const end = at + 8 + png.readUInt32BE(at);
        expect(png.readUInt32BE(end)).toBe(crc32(png.subarray(at + 4, end)));
        parts.push(png.subarray(at + 8, end));
      }
      const rows = inflateSync(parts[2] ?? Buffer.alloc(0));
      const width = 1 + Math.ceil(size / 2);
      const read = pixels.map((_, index) => {
        const [x, y] = [index % size, Math.floor(index / size)];
        const byte = rows[y * width + 1 + (x >> 1)] ?? 0;
        return x % 2 === 0 ? byte >> 4 : byte & 15;
      });
      expect(read).toEqual(pixels);
      expect(rows).toHaveLength(width * size);
    }),
    { numRuns: 40 },
  );
});

it("splits pixels into blocks as zlib wants them, also beyond 64 KiB", () => {
  const png = Buffer.from(
    encodePng(
      400,
      Array.from({ length: 160_000 }, () => 9),
      palette,
    ),
  );
  const start = png.indexOf("IDAT") + 4;
  expect(inflateSync(png.subarray(start, start + png.readUInt32BE(start - 8)))).toHaveLength(400 * 201);
});
