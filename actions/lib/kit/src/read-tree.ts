import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ForgeError } from "@plugsmith/schemas";

export interface TreeEntry {
  /** Path below the folder, with `/`. */
  readonly path: string;
  readonly kind: "file" | "link" | "other";
  readonly size: number;
  readonly executable: boolean;
}

/** A plugin with more files than its index may hold is refused before anything reads them. */
const mostEntries = 5_000;
const deepest = 12;

/**
 * Every entry below a folder but the folders themselves, sorted bytewise by path. Links are listed, never followed;
 * folders named in `skip` are not entered.
 * @throws ForgeError `input_invalid` for no folder, too many entries or too deep a tree.
 */
export function readTree(folder: string, skip: readonly string[] = []): TreeEntry[] {
  const entries: TreeEntry[] = [];
  const root = lstatSync(folder, { throwIfNoEntry: false });
  if (!root?.isDirectory()) {
    throw new ForgeError("input_invalid", {
      message: `${folder} is not a folder.`,
      hint: "Check the path of the plugin.",
    });
  }
  const walk = (below: string, depth: number) => {
    for (const name of readdirSync(join(folder, below))) {
      const path = below === "" ? name : `${below}/${name}`;
      const stat = lstatSync(join(folder, path));
      if (stat.isDirectory()) {
        if (depth >= deepest) throw new ForgeError("input_invalid", { message: `${path} is nested too deep.` });
        if (!skip.includes(name)) walk(path, depth + 1);
        continue;
      }
      if (entries.length >= mostEntries) {
        throw new ForgeError("input_invalid", { message: `The folder holds more than ${mostEntries} files.` });
      }
      const kind = stat.isSymbolicLink() ? "link" : stat.isFile() ? "file" : "other";
      entries.push({ path, kind, size: stat.size, executable: (stat.mode & 0o111) !== 0 });
    }
  };
  walk("", 0);
  return entries.sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
}
