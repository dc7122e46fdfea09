import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { ForgeError } from "@plugsmith/schemas";
import { runGit } from "./read-commit.ts";

export interface ActionSource {
  readonly repository: string;
  readonly gitDirectory: string;
  readonly sha: string;
  /** Folder of the action in its repository; empty for the root. */
  readonly path: string;
}

/**
 * Folder with an action's files at one commit, below `parent`. Besides the action's own folder only the files (not folders) of
 * the folders above it are there, because package.json decides what a .js file is; GitHub fetches the whole repository, which
 * costs a release of ours 30 MB for each job. Throws `reference_missing` when the commit or the folder does not exist.
 */
export async function extractAction(source: ActionSource, parent: string): Promise<string> {
  const root = join(parent, `${source.repository.replace("/", "+")}@${source.sha}`);
  const folder = join(root, source.path);
  if (existsSync(join(folder, ".extracted"))) return folder;
  await mkdir(root, { recursive: true });
  const archive = join(root, ".archive.tar");
  try {
    const above = source.path === "" ? [] : await listFilesAbove(source);
    const paths = source.path === "" ? [] : ["--", ...above, source.path];
    const git = ["--git-dir", source.gitDirectory, "archive", "--format=tar", "-o", archive, source.sha, ...paths];
    await runGit(git);
    await promisify(execFile)("tar", ["-xf", archive, "-C", root, "--no-same-owner"], { timeout: 60_000 });
    await mkdir(join(folder, ".extracted"), { recursive: true });
    return folder;
  } catch (error) {
    throw new ForgeError("reference_missing", {
      message: `${source.repository} has no "${source.path}" at commit ${source.sha}.`,
      hint: "Push the commit to the local GitHub, or correct the path or the pin.",
      cause: error,
    });
  } finally {
    await rm(archive, { force: true });
  }
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
