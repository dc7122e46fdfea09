import { createHash } from "node:crypto";
import { inflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawMonogram } from "./draw-monogram.ts";
import { glyphStrokes } from "./glyph-strokes.ts";

const spec = (changes: object = {}) =>
  JSON.stringify({ size: 57, background: "#0f766e", ink: "#ffffff", letter: "A", ...changes });

/** Chunks of a PNG by type, and its pixels as palette indexes. */
function readPng(bytes: Uint8Array) {
  const view = Buffer.from(bytes);
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < view.length; at += 12 + view.readUInt32BE(at))
    chunks.set(view.toString("latin1", at + 4, at + 8), view.subarray(at + 8, at + 8 + view.readUInt32BE(at)));
  const header = chunks.get("IHDR") ?? Buffer.alloc(13);
  const size = header.readUInt32BE(0);
  const rows = inflateSync(chunks.get("IDAT") ?? Buffer.alloc(0));
  const pixel = (x: number, y: number) => {
    const byte = rows[y * (1 + Math.ceil(size / 2)) + 1 + (x >> 1)] ?? 0;
    return x % 2 === 0 ? byte >> 4 : byte & 15;
  };
  return { types: [...chunks.keys()], size, palette: chunks.get("PLTE") ?? Buffer.alloc(0), pixel };
}

describe("a monogram", () => {
  it("is a PNG of the size that was asked for, from the brand's colour to its ink", () => {
    const { types, size, palette, pixel } = readPng(drawMonogram(spec()));
    expect(types).toEqual(["IHDR", "PLTE", "IDAT", "IEND"]);
    expect(size).toBe(57);
    expect(palette.subarray(0, 3).toString("hex")).toBe("0f766e");
    expect(palette.subarray(45).toString("hex")).toBe("ffffff");
    expect(pixel(0, 0)).toBe(0);
    expect(pixel(56, 56)).toBe(0);
    expect(pixel(28, 14)).toBe(15);
    expect(pixel(28, 42)).toBe(0);
  });

  it("has the same bytes everywhere", () => {
    const digest = createHash("sha256").update(drawMonogram(spec())).digest("hex");
    expect(digest).toBe("feaebf30048fb85ff48694dd7177f11f57dd2f90a251267540c5f22f3fb355cf");
  });

  it("is there for whatever a name begins with, and another one for each letter", () => {
    const draw = (letter: string, size = 16) => Buffer.from(drawMonogram(spec({ letter, size })));
    const seen = new Set(Object.keys(glyphStrokes).map((letter) => draw(letter).toString("hex")));
    expect(seen.size).toBe(36);
    expect(draw("É").equals(draw("E"))).toBe(true);
    expect(draw("م").equals(draw("漢"))).toBe(true);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0x10ffff }), fc.integer({ min: 16, max: 48 }), (code, size) => {
        expect(readPng(draw(String.fromCodePoint(code), size)).size).toBe(size);
      }),
      { numRuns: 10 },
    );
  });

  it.each([{ size: 8 }, { size: 57.5 }, { size: 4096 }, { background: "red" }, { ink: "#fff" }, { letter: 7 }])(
    "is refused with %j",
    (changes) => {
      expect(() => drawMonogram(spec(changes))).toThrow(expect.objectContaining({ code: "pack_invalid" }));
    },
  );
});
