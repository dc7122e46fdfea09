import { fillPath } from "../fill-path.ts";
import type { MergeConflict } from "../merge/merge-conflict.ts";
import { isSameFile, readText } from "../merge/read-text.ts";
import type { FileTree, RenderedFile } from "../rendered-tree.ts";
import { compareVersions } from "./compare-versions.ts";
import type { Migration, MigrationStep } from "./migration.ts";
import { moveKey } from "./move-key.ts";

type Files = Map<string, RenderedFile>;

/** Migrations that a plugin made with version `from` of the pack has not seen yet. */
export const listMigrations = (migrations: readonly Migration[], from: string): readonly Migration[] =>
  migrations.filter(({ to }) => compareVersions(to, from) > 0);

function applyStep(files: Files, step: MigrationStep, name: string): void {
  if ("rename" in step) {
    const [from, to] = [fillPath(step.rename.from, name), fillPath(step.rename.to, name)];
    const file = files.get(from);
    // Where somebody has put a file of their own, theirs stays and the old one stays too.
    if (file === undefined || files.has(to)) return;
    files.delete(from);
    files.set(to, file);
  } else if ("moveKey" in step) {
    const path = fillPath(step.moveKey.file, name);
    const file = files.get(path);
    const text = file && readText(file);
    const moved = text === undefined ? undefined : moveKey(text, step.moveKey.from, step.moveKey.to);
    if (file && moved !== undefined) files.set(path, { ...file, content: moved });
  } else files.delete(fillPath(step.delete, name));
}

/**
 * Brings the old rendering and the branch to where the new version of the pack expects things, so that the merge finds
 * people's edits there. What a `delete` takes of people's text is a conflict.
 */
export function migrateTrees(
  trees: { readonly base: FileTree; readonly ours: FileTree },
  migrations: readonly Migration[],
  name: string,
): { readonly base: FileTree; readonly ours: FileTree; readonly conflicts: readonly MergeConflict[] } {
  const [base, ours]: [Files, Files] = [new Map(trees.base), new Map(trees.ours)];
  const conflicts: MergeConflict[] = [];
  for (const step of migrations.flatMap(({ steps }) => steps)) {
    const path = "delete" in step ? fillPath(step.delete, name) : undefined;
    const lost = path === undefined ? undefined : ours.get(path);
    if (path !== undefined && lost !== undefined && !isSameFile(lost, base.get(path))) {
      const other = readText(lost);
      const text = other === undefined ? {} : { text: { first: 1, count: 0, other, kept: "theirs" } as const };
      conflicts.push({ path, kind: "pack_deleted", ...text });
    }
    for (const files of [base, ours]) applyStep(files, step, name);
  }
  return { base, ours, conflicts };
}
