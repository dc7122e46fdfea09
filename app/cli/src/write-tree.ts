import { existsSync, readdirSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import { ForgeError } from "@plugsmith/schemas";

export interface TreeFile {
  readonly content: Uint8Array | string;
  readonly executable: boolean;
}

/**
 * Writes files below a folder that is empty or not there yet; every path is checked before the first byte is written.
 * Throws `input_invalid` when the folder holds something or a path leaves it.
 */
export async function writeTree(folder: string, files: ReadonlyMap<string, TreeFile>): Promise<void> {
  const root = resolve(folder);
  if (existsSync(root) && readdirSync(root).length > 0)
    throw new ForgeError("input_invalid", {
      message: `The folder ${folder} is not empty.`,
      hint: "Name a new folder with --out; nothing is overwritten.",
    });
  const targets = [...files].map(([path, file]) => {
    const target = join(root, path);
    const leaves = isAbsolute(path) || path.split(/[/\\]/).includes("..") || relative(root, target) === "";
    if (leaves) throw new ForgeError("input_invalid", { message: `The path ${path} leaves the folder.` });
    return { target, file };
  });
  for (const { target, file } of targets) {
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, file.content, { mode: file.executable ? 0o755 : 0o644, flag: "wx" });
  }
}
