import { dirname } from "node:path";
import type { ActionSource } from "./extract-action.ts";
import { runGit, runGitBytes } from "./read-commit.ts";

const mostRemembered = 16;
/** A commit never changes, so neither does its archive; every job of a forge asks for the same few. */
const remembered = new Map<string, Promise<Buffer>>();

/** Tar of an action's folder at one commit, with the files (not the folders) of the folders above it. Throws what git says. */
export function readActionArchive(source: ActionSource): Promise<Buffer> {
  const key = [source.gitDirectory, source.sha, source.path].join("\0");
  const known = remembered.get(key);
  if (known) return known;
  const [oldest] = remembered.keys();
  if (remembered.size >= mostRemembered && oldest !== undefined) remembered.delete(oldest);
  const archive = archiveAction(source);
  remembered.set(key, archive);
  archive.catch(() => remembered.delete(key));
  return archive;
}

async function archiveAction(source: ActionSource): Promise<Buffer> {
  const above = source.path === "" ? [] : await listFilesAbove(source);
  const paths = source.path === "" ? [] : ["--", ...above, source.path];
  return runGitBytes(["--git-dir", source.gitDirectory, "archive", "--format=tar", source.sha, ...paths]);
}

async function listFilesAbove({ gitDirectory, sha, path }: ActionSource): Promise<string[]> {
  const folders: string[] = [];
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    folders.push(folder === "." ? "" : `${folder}/`);
    if (folder === ".") break;
  }
  const lists = await Promise.all(
    folders.map((folder) =>
      runGit(["--git-dir", gitDirectory, "ls-tree", "-z", sha, ...(folder === "" ? [] : ["--", folder])]),
    ),
  );
  const rows = lists.flatMap((list) => list.split("\0"));
  return rows.flatMap((row) => (/^\d+ blob /.test(row) ? [row.slice(row.indexOf("\t") + 1)] : []));
}
