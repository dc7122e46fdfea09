import { diff3Merge } from "node-diff3";
import { isComparable } from "./is-comparable.ts";
import { splitLines } from "./split-lines.ts";
import type { MergedText, TextConflict } from "./text-conflict.ts";

type Region = { readonly ok: string[] } | { readonly conflict: { readonly a: string[]; readonly b: string[] } };

/** How many lines both lists begin with alike. */
function countEqual(a: readonly string[], b: readonly string[]): number {
  const limit = Math.min(a.length, b.length);
  for (let i = 0; i < limit; i += 1) if (a[i] !== b[i]) return i;
  return limit;
}

/**
 * Three-way merge by lines (diff3): where only one side changed, its lines; where both made the same change, that one;
 * where they differ, ours and a conflict that holds theirs. No conflict markers, ever. Undefined when the texts are too
 * large or too much alike inside to be compared in bounded time.
 */
export function mergeText(base: string, ours: string, theirs: string): MergedText | undefined {
  const [old, left, right] = [splitLines(base), splitLines(ours), splitLines(theirs)];
  if (!isComparable(old, left) || !isComparable(old, right)) return undefined;
  const lines: string[] = [];
  const conflicts: TextConflict[] = [];
  for (const region of diff3Merge(left, old, right, { excludeFalseConflicts: true }) as Region[]) {
    if ("ok" in region) {
      for (const line of region.ok) lines.push(line);
      continue;
    }
    const { a, b } = region.conflict;
    // What both wrote alike at the edges is no matter of dispute.
    const start = countEqual(a, b);
    const end = countEqual(a.slice(start).reverse(), b.slice(start).reverse());
    const [kept, other] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
    conflicts.push({ first: lines.length + start + 1, count: kept.length, other: other.join(""), kept: "ours" });
    for (const line of a) lines.push(line);
  }
  return { text: lines.join(""), conflicts };
}
