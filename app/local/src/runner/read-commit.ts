import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { ForgeError } from "@plugsmith/schemas";

// Never synchronous: the local GitHub may serve git from this very process.
const execute = promisify(execFile);
const limits = { maxBuffer: 64 * 1024 * 1024, timeout: 60_000 };

/** Runs git with this machine's configuration switched off; answers stdout. */
export async function runGit(args: readonly string[], cwd?: string): Promise<string> {
  const env = {
    PATH: process.env["PATH"] ?? "",
    HOME: "/nonexistent",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_TERMINAL_PROMPT: "0",
    // Repositories may belong to another user than the one running tests in a container.
    GIT_CONFIG_COUNT: "1",
    GIT_CONFIG_KEY_0: "safe.directory",
    GIT_CONFIG_VALUE_0: "*",
  };
  const { stdout } = await execute("git", args as string[], { ...limits, env, ...(cwd === undefined ? {} : { cwd }) });
  return stdout;
}

/** Text of one file at one commit, or undefined when the commit has no such file. */
export async function readCommitFile(gitDirectory: string, sha: string, path: string): Promise<string | undefined> {
  try {
    return await runGit(["--git-dir", gitDirectory, "show", `${sha}:${path}`]);
  } catch (error) {
    const stderr = String((error as { stderr?: unknown }).stderr ?? "");
    if (/does not exist|exists on disk|invalid object name|bad object|unknown revision/i.test(stderr)) return undefined;
    throw new ForgeError("reference_missing", { message: `git could not read ${path} at ${sha}.`, cause: error });
  }
}

/**
 * Folder with all files of a commit below `parent`, made at the first call.
 * Throws `reference_missing` when the repository does not have the commit.
 */
export async function extractCommit(
  source: { repository: string; gitDirectory: string; sha: string },
  parent: string,
): Promise<string> {
  const folder = join(parent, `${source.repository.replace("/", "+")}@${source.sha}`);
  if (existsSync(folder)) return folder;
  await mkdir(join(folder, ".."), { recursive: true });
  const temporary = await mkdtemp(`${folder}.`);
  try {
    const archive = join(temporary, ".archive.tar");
    await runGit(["--git-dir", source.gitDirectory, "archive", "--format=tar", "-o", archive, source.sha]);
    await execute("tar", ["-xf", archive, "-C", temporary, "--no-same-owner"], limits);
    await rm(archive);
    await rename(temporary, folder);
    return folder;
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw new ForgeError("reference_missing", {
      message: `${source.repository} has no commit ${source.sha}.`,
      hint: "Push the commit to the local GitHub, or correct the pin.",
      cause: error,
    });
  }
}
