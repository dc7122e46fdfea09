import { type RenderedFile, type RenderedTree, sortTree } from "../rendered-tree.ts";
import { mergeJson } from "./merge-json.ts";
import { mergeLines } from "./merge-lines.ts";

export interface MergeConflict {
  readonly path: string;
  /** `both_changed`: ours was kept. `changed_and_removed`: one side edited what the other removed; the edit was kept. */
  readonly kind: "both_changed" | "changed_and_removed";
}

export interface MergedTree {
  readonly tree: RenderedTree;
  readonly conflicts: readonly MergeConflict[];
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

function textOf({ content }: RenderedFile): string | undefined {
  if (typeof content === "string") return content;
  try {
    return utf8.decode(content);
  } catch {
    return undefined;
  }
}

const bytesOf = ({ content }: RenderedFile) =>
  typeof content === "string" ? Buffer.from(content, "utf8") : Buffer.from(content);

function sameContent(a: RenderedFile, b: RenderedFile): boolean {
  return bytesOf(a).equals(bytesOf(b));
}

function equal(a: RenderedFile | undefined, b: RenderedFile | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.executable === b.executable && sameContent(a, b);
}

/** Files the forge alone writes: the new render always wins, a person's edit is not kept. */
const forgeOwned = new Set(["forge.json"]);

function mergeFile(
  path: string,
  base: RenderedFile | undefined,
  ours: RenderedFile | undefined,
  theirs: RenderedFile | undefined,
): { readonly file: RenderedFile | undefined; readonly conflict?: MergeConflict["kind"] } {
  if (forgeOwned.has(path) && theirs !== undefined) return { file: theirs };
  if (equal(base, ours) || equal(ours, theirs)) return { file: theirs };
  if (equal(base, theirs)) return { file: ours };
  if (ours === undefined || theirs === undefined) return { file: ours ?? theirs, conflict: "changed_and_removed" };
  const executable = base !== undefined && base.executable === ours.executable ? theirs.executable : ours.executable;
  const texts = [base === undefined ? "" : textOf(base), textOf(ours), textOf(theirs)];
  const [old, mine, fresh] = texts;
  if (old !== undefined && mine !== undefined && fresh !== undefined) {
    const content = path.endsWith(".json") ? mergeJson(old, mine, fresh) : mergeLines(old, mine, fresh);
    if (content !== undefined) return { file: { content, executable } };
  }
  return { file: ours, conflict: "both_changed" };
}

/**
 * Keeps people's edits when a plugin is generated again. `base` is the old render, `ours` the branch, `theirs` the new
 * render. File by file: only one side changed → that side; both changed → merged by lines (JSON: by keys), else ours and a conflict.
 * `forge.json` is always the new one. Check a merged `plugin.json` against its schema before use.
 */
export function mergeTrees(trees: {
  readonly base: RenderedTree;
  readonly ours: RenderedTree;
  readonly theirs: RenderedTree;
}): MergedTree {
  const files: [string, RenderedFile][] = [];
  const conflicts: MergeConflict[] = [];
  const paths = [...new Set([...trees.base.keys(), ...trees.ours.keys(), ...trees.theirs.keys()])].sort();
  for (const path of paths) {
    const merged = mergeFile(path, trees.base.get(path), trees.ours.get(path), trees.theirs.get(path));
    if (merged.file !== undefined) files.push([path, merged.file]);
    if (merged.conflict !== undefined) conflicts.push({ path, kind: merged.conflict });
  }
  return { tree: sortTree(files), conflicts };
}
