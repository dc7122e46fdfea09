import { lstatSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { ForgeError } from "@plugsmith/schemas";

/** How one plugin folder looks now; two equal looks mean that nobody writes there any more. */
export interface FolderLook {
  /** Path, kind, size and times of everything in it: any change makes another text. */
  readonly signature: string;
  /** Latest change of a content or name in it, ms since 1970. */
  readonly changedAt: number;
}

const limits = { depth: 8, entries: 5_000 };

/**
 * The plugin folders below `root` that have a plugin.json, by name. Hidden ones are left out: that is where a tool may
 * prepare a folder before it renames it into place. @throws ForgeError `bench_config_invalid` when others could put code there.
 */
export function listPluginFolders(root: string): string[] {
  const { mode } = statSync(root);
  if ((mode & 0o002) !== 0)
    throw new ForgeError("bench_config_invalid", {
      message: `${root} can be written by every user of this machine; no plugin is taken from it.`,
      hint: `chmod o-w ${root}`,
    });
  return readdirSync(root)
    .filter((name) => !name.startsWith("."))
    .filter((name) => lstatSync(join(root, name), { throwIfNoEntry: false })?.isFile() === false)
    .filter((name) => lstatSync(join(root, name, "plugin.json"), { throwIfNoEntry: false }) !== undefined)
    .sort();
}

/** Looks at a plugin folder without following links. @throws ForgeError `archive_invalid` for a link or too many entries. */
export function gatherFolderLook(folder: string): FolderLook {
  const parts: string[] = [];
  let changedAt = 0;
  const walk = (path: string, depth: number) => {
    const { mtimeMs, ctimeMs, size, mode, ino } = lstatSync(path);
    if (parts.push(`${path} ${mode} ${ino} ${size} ${mtimeMs} ${ctimeMs}`) > limits.entries || depth > limits.depth)
      throw new ForgeError("archive_invalid", {
        message: `${folder} has more than ${limits.entries} files or ${limits.depth} levels.`,
        hint: "Put only the plugin there; dependencies belong into its bundle.",
      });
    changedAt = Math.max(changedAt, mtimeMs, ctimeMs);
    if ((mode & 0o170000) !== 0o040000) return;
    for (const name of readdirSync(path).sort())
      if (!name.startsWith(".") && name !== "node_modules") walk(join(path, name), depth + 1);
  };
  if (lstatSync(folder).isSymbolicLink())
    throw new ForgeError("archive_invalid", {
      message: `${folder} is a link; links are not followed.`,
      hint: "Copy the folder, or name its parent as sources.folder.",
      facts: { reason: "link" },
    });
  walk(folder, 0);
  return { signature: parts.join("\n"), changedAt };
}
