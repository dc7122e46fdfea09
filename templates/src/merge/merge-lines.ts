import { matchLines } from "./match-lines.ts";

const split = (text: string) => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
const same = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((line, i) => line === b[i]);

/**
 * Three-way merge by lines (diff3): where only one side changed, its lines; where both made the same change, that one.
 * Undefined when both changed the same place differently. No conflict markers, ever.
 */
export function mergeLines(base: string, ours: string, theirs: string): string | undefined {
  const [old, left, right] = [split(base), split(ours), split(theirs)];
  const [toLeft, toRight] = [matchLines(old, left), matchLines(old, right)];
  const merged: string[] = [];
  let [o, l, r] = [0, 0, 0];
  while (o < old.length || l < left.length || r < right.length) {
    if (o < old.length && toLeft[o] === l && toRight[o] === r) {
      merged.push(old[o] ?? "");
      [o, l, r] = [o + 1, l + 1, r + 1];
      continue;
    }
    // The unstable stretch reaches to the next line that all three have.
    let next = o;
    while (next < old.length && ((toLeft[next] ?? -1) < 0 || (toRight[next] ?? -1) < 0)) next += 1;
    const nextLeft = next < old.length ? (toLeft[next] ?? left.length) : left.length;
    const nextRight = next < old.length ? (toRight[next] ?? right.length) : right.length;
    const [was, mine, new_] = [old.slice(o, next), left.slice(l, nextLeft), right.slice(r, nextRight)];
    if (same(was, mine)) merged.push(...new_);
    else if (same(was, new_) || same(mine, new_)) merged.push(...mine);
    else return undefined;
    [o, l, r] = [next, nextLeft, nextRight];
  }
  return merged.join("");
}
