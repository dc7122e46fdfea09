import type { FileTree } from "../rendered-tree.ts";
import { isComparable } from "./is-comparable.ts";
import { isSameFile, readText } from "./read-text.ts";
import { splitLines } from "./split-lines.ts";

/** Shorter files are too much alike by chance. */
const minimumLines = 4;
/** Part of the lines that must be the same, as git has it for a rename with changes. */
const minimumAlike = 0.6;
/** More candidates are not compared. */
const maxCandidates = 100;

/** Part of the lines of the larger text that the other has too, 0 to 1. */
function measureLikeness(before: string, after: string): number {
  const [a, b] = [splitLines(before), splitLines(after)];
  if (Math.max(a.length, b.length) < minimumLines || !isComparable(a, b)) return before === after ? 1 : 0;
  const left = new Map<string, number>();
  for (const line of a) left.set(line, (left.get(line) ?? 0) + 1);
  let same = 0;
  for (const line of b) {
    const count = left.get(line) ?? 0;
    if (count === 0) continue;
    left.set(line, count - 1);
    same += 1;
  }
  return same / Math.max(a.length, b.length);
}

/**
 * Files that people moved, old path → new path: gone from where the old render had them, and there under a path that
 * neither render knows, with at least 60 % of the lines. Only files that the new render changed are looked for.
 */
export function findRenames(trees: {
  readonly base: FileTree;
  readonly ours: FileTree;
  readonly theirs: FileTree;
}): ReadonlyMap<string, string> {
  const { base, ours, theirs } = trees;
  const gone = [...base].filter(
    ([path, file]) => !ours.has(path) && theirs.has(path) && !isSameFile(file, theirs.get(path)),
  );
  const fresh = [...ours].filter(([path]) => !base.has(path) && !theirs.has(path)).slice(0, maxCandidates);
  const renames = new Map<string, string>();
  const taken = new Set<string>();
  for (const [path, file] of gone.slice(0, maxCandidates)) {
    const before = readText(file);
    if (before === undefined) continue;
    const alike = fresh.flatMap(([candidate, other]) => {
      const after = taken.has(candidate) ? undefined : readText(other);
      return after === undefined ? [] : [{ candidate, likeness: measureLikeness(before, after) }];
    });
    const [best] = alike.sort((a, b) => b.likeness - a.likeness);
    if (best === undefined || best.likeness < minimumAlike) continue;
    renames.set(path, best.candidate);
    taken.add(best.candidate);
  }
  return renames;
}
