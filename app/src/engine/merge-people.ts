import { type FileTree, type MergedTree, mergeTrees, readText, splitLines } from "@plugsmith/templates";
import { readManifest } from "./read-manifest.ts";

/**
 * Keeps what people changed since the last rendering. A manifest that would not be valid any more, or not this plugin's
 * in this version, is the new rendering's; people's is then a conflict, so that none of it is lost.
 */
export function mergePeople(trees: {
  readonly base: FileTree;
  readonly ours: FileTree;
  readonly theirs: FileTree;
}): MergedTree {
  const { tree, conflicts } = mergeTrees(trees);
  const [wanted, merged] = [readManifest(trees.theirs), readManifest(tree)];
  const fresh = trees.theirs.get("plugin.json");
  if (!fresh || (merged !== null && merged.name === wanted?.name && merged.version === wanted.version))
    return { tree, conflicts };
  const own = trees.ours.get("plugin.json");
  const other = own && readText(own);
  const count = splitLines(readText(fresh) ?? "").length;
  const lost = { path: "plugin.json", kind: "forge_owned" as const };
  return {
    tree: new Map(tree).set("plugin.json", fresh),
    conflicts: [
      ...conflicts.filter(({ path }) => path !== "plugin.json"),
      other === undefined ? lost : { ...lost, text: { first: 1, count, other, kept: "theirs" } },
    ],
  };
}
