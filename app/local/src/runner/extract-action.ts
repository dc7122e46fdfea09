import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { ForgeError } from "@plugsmith/schemas";
import { readActionArchive } from "./read-action-archive.ts";

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
  try {
    await unpack(await readActionArchive(source), root);
    await mkdir(join(folder, ".extracted"), { recursive: true });
    return folder;
  } catch (error) {
    throw new ForgeError("reference_missing", {
      message: `${source.repository} has no "${source.path}" at commit ${source.sha}.`,
      hint: "Push the commit to the local GitHub, or correct the path or the pin.",
      cause: error,
    });
  }
}

async function unpack(archive: Buffer, folder: string): Promise<void> {
  const tar = spawn("tar", ["-x", "-C", folder, "--no-same-owner"], { stdio: ["pipe", "ignore", "ignore"] });
  // tar may end before it read everything; its exit code tells.
  tar.stdin.on("error", () => undefined).end(archive);
  const [code] = await once(tar, "close");
  if (code !== 0) throw new Error(`tar ended with ${code}`);
}
