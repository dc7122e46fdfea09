import { ForgeError } from "@plugsmith/schemas";
import { encodePng } from "./encode-png.ts";
import { cardStrokes, glyphStrokes } from "./glyph-strokes.ts";
import { readStrokes, type Segment } from "./read-strokes.ts";

/** What a template of language `png` renders to. */
export interface Monogram {
  /** Edge in pixels, 16 to 512. */
  readonly size: number;
  /** #rrggbb. */
  readonly background: string;
  /** #rrggbb. */
  readonly ink: string;
  /** First letter of a name; one that is no letter from A to Z or digit, accents aside, becomes a card. */
  readonly letter: string;
}

const samples = 4;
const levels = 16;
/** Drawings kept, because a plugin is rendered several times in a row: by the bot, by the pipeline's checks, in a merge. */
const kept = 64;
const readColor = (color: string) => [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));

function parseMonogram(text: string): Monogram {
  const told: unknown = JSON.parse(text);
  const { size, background, ink, letter } = (told ?? {}) as Record<string, unknown>;
  const isColor = (value: unknown): value is string => typeof value === "string" && /^#[0-9a-f]{6}$/.test(value);
  if (!(typeof size === "number" && Number.isInteger(size) && size >= 16 && size <= 512))
    throw new ForgeError("pack_invalid", { message: "A monogram's size is a whole number from 16 to 512." });
  if (!isColor(background) || !isColor(ink) || typeof letter !== "string")
    throw new ForgeError("pack_invalid", { message: "A monogram needs background and ink (#rrggbb), and a letter." });
  return { size, background, ink, letter };
}

/** The strokes moved into the middle of the square, as high as 52 % of it. */
function placeStrokes(segments: readonly Segment[], size: number): { segments: Segment[]; reach: number } {
  const [xs, ys] = [0, 1].map((axis) => segments.flatMap((one) => [one[axis] ?? 0, one[axis + 2] ?? 0])) as [
    number[],
    number[],
  ];
  const [width, height] = [Math.min(...xs) + Math.max(...xs), Math.min(...ys) + Math.max(...ys)];
  const scale = (size * 0.52) / 14;
  const moveX = (x: number) => size / 2 + (x - width / 2) * scale;
  const moveY = (y: number) => size / 2 + (y - height / 2) * scale;
  const moved = segments.map(([a, b, c, d]): Segment => [moveX(a), moveY(b), moveX(c), moveY(d)]);
  return { segments: moved, reach: scale * 1.1 };
}

/**
 * How much of each pixel the strokes cover, from 0 to 15, by sixteen samples a pixel; only those around a stroke are looked at.
 * Squares of distances only, because roots need not be exact.
 */
function coverPixels(segments: readonly Segment[], reach: number, size: number): number[] {
  const hit = new Uint16Array(size * size);
  const clamp = (value: number) => Math.min(size - 1, Math.max(0, Math.floor(value)));
  for (const [x1, y1, x2, y2] of segments) {
    const dx = x2 - x1;
    const dy = y2 - y1;
    const square = dx * dx + dy * dy || 1;
    const right = clamp(Math.max(x1, x2) + reach);
    const bottom = clamp(Math.max(y1, y2) + reach);
    for (let y = clamp(Math.min(y1, y2) - reach); y <= bottom; y += 1)
      for (let x = clamp(Math.min(x1, x2) - reach); x <= right; x += 1) {
        let bits = hit[y * size + x] ?? 0;
        for (let sample = 0; sample < samples * samples; sample += 1) {
          const sx = x + ((sample % samples) + 0.5) / samples - x1;
          const sy = y + (Math.floor(sample / samples) + 0.5) / samples - y1;
          const along = Math.min(1, Math.max(0, (sx * dx + sy * dy) / square));
          const gapX = sx - along * dx;
          const gapY = sy - along * dy;
          if (gapX * gapX + gapY * gapY <= reach * reach) bits |= 1 << sample;
        }
        hit[y * size + x] = bits;
      }
  }
  const countBits = (bits: number) => {
    let count = 0;
    for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
    return count;
  };
  return Array.from(hit, (bits) => Math.round((countBits(bits) * (levels - 1)) / (samples * samples)));
}

const drawn = new Map<string, Uint8Array>();

/**
 * A monogram as PNG, from the JSON that a template of language `png` renders to: a square in the brand's colour with its first
 * letter. Same input, same bytes. Throws `pack_invalid` on a text that is none.
 */
export function drawMonogram(text: string): Uint8Array {
  const known = drawn.get(text);
  if (known) return known.slice();
  const { size, background, ink, letter } = parseMonogram(text);
  const plain = letter.normalize("NFD").charAt(0).toUpperCase();
  const { segments, reach } = placeStrokes(readStrokes(glyphStrokes[plain] ?? cardStrokes), size);
  const pixels = coverPixels(segments, reach, size);
  const [from, to] = [readColor(background), readColor(ink)];
  const mix = (level: number) =>
    from.map((part, at) => Math.round(part + (((to[at] ?? 0) - part) * level) / (levels - 1)));
  const png = encodePng(
    size,
    pixels,
    Array.from({ length: levels }, (_, level) => mix(level)),
  );
  if (drawn.size >= kept) drawn.clear();
  drawn.set(text, png);
  return png.slice();
}
