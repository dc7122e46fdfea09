import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { ForgeError } from "@plugsmith/schemas";

// Never synchronous: the local GitHub may serve git from this very process.
const execute = promisify(execFile);
const limits = { maxBuffer: 256 * 1024 * 1024, timeout: 60_000 };

/** Runs git with this machine's configuration switched off; answers stdout as text. */
export async function runGit(args: readonly string[], cwd?: string): Promise<string> {
  return (await runGitBytes(args, cwd)).toString();
}

/** The same for output that is no text. */
export async function runGitBytes(args: readonly string[], cwd?: string): Promise<Buffer> {
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
  const options = { ...limits, env, encoding: "buffer" as const, ...(cwd === undefined ? {} : { cwd }) };
  return (await execute("git", args as string[], options)).stdout;
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
