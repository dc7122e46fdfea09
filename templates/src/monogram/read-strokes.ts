/** A straight piece of a stroke: from x, y to x, y. */
export type Segment = readonly [number, number, number, number];

const steps = 12;

/** The straight pieces of a stroke text (see glyph-strokes.ts); curves are cut into twelve. Only + - * /, so exact everywhere. */
export function readStrokes(strokes: string): Segment[] {
  const segments: Segment[] = [];
  let [x, y] = [0, 0];
  for (const [, command, numbers = ""] of strokes.matchAll(/([MLQ])([^MLQ]+)/g)) {
    const [a = 0, b = 0, c = 0, d = 0] = numbers.trim().split(/\s+/).map(Number);
    if (command === "L") segments.push([x, y, a, b]);
    if (command === "Q") {
      let [px, py] = [x, y];
      for (let step = 1; step <= steps; step += 1) {
        const [t, u] = [step / steps, 1 - step / steps];
        const [nx, ny] = [u * u * x + 2 * u * t * a + t * t * c, u * u * y + 2 * u * t * b + t * t * d];
        segments.push([px, py, nx, ny]);
        [px, py] = [nx, ny];
      }
    }
    [x, y] = command === "Q" ? [c, d] : [a, b];
  }
  return segments;
}
