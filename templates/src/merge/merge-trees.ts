import { type FileTree, type RenderedFile, type RenderedTree, sortTree } from "../rendered-tree.ts";
import { findRenames } from "./find-renames.ts";
import type { MergeConflict } from "./merge-conflict.ts";
import { mergeFile } from "./merge-file.ts";

export interface MergedTree {
  readonly tree: RenderedTree;
  readonly conflicts: readonly MergeConflict[];
}

/**
 * Keeps people's edits when a plugin is generated again. `base` is the old render, `ours` the branch, `theirs` the new
 * render. File by file: only one side changed → that side; both changed → merged by lines (JSON: by keys), and where they
 * differ, people's text stays and the other is a conflict. A file that people moved is merged where they have it now.
 * `forge.json` and the manifest's version are always the new ones. Files that stay are the very objects of `ours`.
 * Check a merged `plugin.json` against its schema before use.
 */
export function mergeTrees(trees: {
  readonly base: FileTree;
  readonly ours: FileTree;
  readonly theirs: FileTree;
}): MergedTree {
  const { base, ours, theirs } = trees;
  const renames = findRenames(trees);
  const moved = new Set(renames.values());
  const files: [string, RenderedFile][] = [];
  const conflicts: MergeConflict[] = [];
  for (const path of [...new Set([...base.keys(), ...ours.keys(), ...theirs.keys()])].sort()) {
    if (moved.has(path)) continue;
    const now = renames.get(path) ?? path;
    const merged = mergeFile(now, { base: base.get(path), ours: ours.get(now), theirs: theirs.get(path) });
    if (merged.file !== undefined) files.push([now, merged.file]);
    conflicts.push(...merged.conflicts);
  }
  return { tree: sortTree(files), conflicts };
}
