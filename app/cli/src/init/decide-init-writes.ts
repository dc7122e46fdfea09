import { ForgeError } from "@plugsmith/schemas";
import { renderLineDiff } from "./render-line-diff.ts";

/** What init would do with each file. */
export interface InitWrites {
  readonly create: readonly string[];
  readonly unchanged: readonly string[];
  /** Existing files with other content, each with the difference from what is there to what init would write. */
  readonly differing: ReadonlyArray<{ readonly path: string; readonly diff: string }>;
  /** Paths to write now. */
  readonly write: readonly string[];
}

/**
 * Compares wanted files with what exists (`undefined`: no such file). Equal files are left alone; differing ones are
 * written only with `force`.
 */
export function decideInitWrites(
  wanted: Readonly<Record<string, string>>,
  existing: Readonly<Record<string, string | undefined>>,
  force: boolean,
): InitWrites {
  const paths = Object.keys(wanted);
  const create = paths.filter((path) => existing[path] === undefined);
  const unchanged = paths.filter((path) => existing[path] === wanted[path]);
  const differing = paths
    .filter((path) => !create.includes(path) && !unchanged.includes(path))
    .map((path) => ({ path, diff: renderLineDiff(existing[path] ?? "", wanted[path] ?? "") }));
  return { create, unchanged, differing, write: [...create, ...(force ? differing.map(({ path }) => path) : [])] };
}

/** Throws `init_conflict` when files differ and may not be overwritten; nothing is written then. */
export function refuseInitConflicts(writes: InitWrites, force: boolean): void {
  if (force || writes.differing.length === 0) return;
  throw new ForgeError("init_conflict", {
    message: `${writes.differing.length} files exist with other content: ${writes.differing.map(({ path }) => path).join(", ")}.`,
    hint: "Look at the differences, then merge them by hand or run init again with --force.",
  });
}
