import { expect, it } from "vitest";
import { cardStrokes, glyphStrokes } from "./glyph-strokes.ts";
import { readStrokes } from "./read-strokes.ts";

it("has every letter and digit, drawn inside its box", () => {
  expect(Object.keys(glyphStrokes).sort().join("")).toBe("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  for (const [name, strokes] of [...Object.entries(glyphStrokes), ["card", cardStrokes] as const]) {
    const segments = readStrokes(strokes);
    expect(segments.length, name).toBeGreaterThan(0);
    for (const [x1, y1, x2, y2] of segments)
      for (const [value, most] of [
        [x1, 16],
        [x2, 16],
        [y1, 14.5],
        [y2, 14.5],
      ] as const)
        expect(value >= 0 && value <= most, `${name}: ${value}`).toBe(true);
  }
});
