import { diffIndices } from "node-diff3";
import { isComparable } from "./is-comparable.ts";
import { splitLines } from "./split-lines.ts";

/** Lines that GitHub shows around a change. */
const context = 3;

/** First and last line, counted from 1. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/**
 * The lines of `after` that a pull request shows which makes it of `before`: each change with three lines around it, as
 * separate stretches. A comment can stand only there. Empty when the texts are too large to compare.
 */
export function listShownLines(before: string, after: string): readonly LineRange[] {
  const [a, b] = [splitLines(before), splitLines(after)];
  if (!isComparable(a, b)) return [];
  const shown: LineRange[] = [];
  for (const { buffer2 } of diffIndices(a, b) as { readonly buffer2: readonly [number, number] }[]) {
    const [at, count] = buffer2;
    const range = { first: Math.max(1, at + 1 - context), last: Math.min(b.length, at + count + context) };
    const last = shown.at(-1);
    if (last !== undefined && range.first <= last.last + 1) shown[shown.length - 1] = { ...last, last: range.last };
    else shown.push(range);
  }
  return shown;
}
