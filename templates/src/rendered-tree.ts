/** One file of a plugin. */
export interface RenderedFile {
  readonly content: Uint8Array | string;
  readonly executable: boolean;
}

/** Files of a plugin by path relative to `plugins/<name>/`, sorted by path. */
export type RenderedTree = Map<string, RenderedFile>;

/** A tree that is only read. */
export type FileTree = ReadonlyMap<string, RenderedFile>;

/** A tree in path order, so that whoever walks it does so the same way everywhere. */
export function sortTree(files: Iterable<readonly [string, RenderedFile]>): RenderedTree {
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
