import type { RenderedFile } from "../rendered-tree.ts";
import type { MergeConflict } from "./merge-conflict.ts";
import { mergeJson } from "./merge-json.ts";
import { mergeText } from "./merge-text.ts";
import { isSameFile, readText } from "./read-text.ts";
import { splitLines } from "./split-lines.ts";
import type { MergedText } from "./text-conflict.ts";

export interface FileSides {
  readonly base: RenderedFile | undefined;
  readonly ours: RenderedFile | undefined;
  readonly theirs: RenderedFile | undefined;
}

export interface MergedFile {
  /** Undefined: the file is deleted. */
  readonly file: RenderedFile | undefined;
  readonly conflicts: readonly MergeConflict[];
}

/** Files the forge alone writes: the new render always wins. */
const forgeOwned = new Set(["forge.json"]);

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** JSON that lines cannot merge cleanly is merged by keys: two entries at the end of one list of keys are no conflict. */
function mergeContents(path: string, base: string, ours: string, theirs: string): MergedText | undefined {
  const merged = mergeText(base, ours, theirs);
  if (!path.endsWith(".json") || (merged?.conflicts.length === 0 && isJson(merged.text))) return merged;
  return mergeJson(base, ours, theirs) ?? merged;
}

/** The forge's file over one that people changed: their text goes into the conflict, whole. */
function takeTheirs(path: string, { base, ours, theirs }: FileSides): MergedFile {
  const [kept, other] = [theirs && readText(theirs), ours && readText(ours)];
  if (ours === undefined || isSameFile(base, ours) || isSameFile(ours, theirs) || other === undefined)
    return { file: theirs, conflicts: [] };
  const text = { first: 1, count: splitLines(kept ?? "").length, other, kept: "theirs" } as const;
  return { file: theirs, conflicts: [{ path, kind: "forge_owned", text }] };
}

/** One file of a three-way merge; `path` is where people have it. */
export function mergeFile(path: string, sides: FileSides): MergedFile {
  const { base, ours, theirs } = sides;
  if (forgeOwned.has(path) && theirs !== undefined) return takeTheirs(path, sides);
  if (isSameFile(base, ours) || isSameFile(ours, theirs)) return { file: theirs, conflicts: [] };
  if (isSameFile(base, theirs)) return { file: ours, conflicts: [] };
  if (ours === undefined) {
    const other = theirs && readText(theirs);
    const text = other === undefined ? {} : { text: { first: 1, count: 0, other, kept: "ours" } as const };
    return { file: undefined, conflicts: [{ path, kind: "people_removed", ...text }] };
  }
  if (theirs === undefined) return { file: ours, conflicts: [{ path, kind: "pack_removed" }] };
  const executable = base !== undefined && base.executable === ours.executable ? theirs.executable : ours.executable;
  const [old, mine, fresh] = [base === undefined ? "" : readText(base), readText(ours), readText(theirs)];
  const isText = old !== undefined && mine !== undefined && fresh !== undefined;
  const merged = isText ? mergeContents(path, old, mine, fresh) : undefined;
  if (merged === undefined) return { file: ours, conflicts: [{ path, kind: "file_changed" }] };
  const conflicts = merged.conflicts.map((text): MergeConflict => {
    return { path, kind: text.kept === "ours" ? "both_changed" : "forge_owned", text };
  });
  const unchanged = merged.text === mine && executable === ours.executable;
  return { file: unchanged ? ours : { content: merged.text, executable }, conflicts };
}
