import { execFile, spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { ForgeError } from "@plugsmith/schemas";

const ref = "refs/heads/forge/registry";
const nothing = "0".repeat(40);

function writeBlob(folder: string, content: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn("git", ["hash-object", "-w", "--stdin"], { cwd: folder, stdio: ["pipe", "pipe", "inherit"] });
    let out = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
    });
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve(out.trim()) : reject(new Error(`git hash-object ended with ${code}`)),
    );
    child.stdin.end(content);
  });
}

/**
 * Makes the branch forge/registry of a local clone: one commit without parent, made beside the working tree.
 * Answers `created` or `exists`; an existing branch is never touched. Throws `tool_missing` where git fails.
 */
export async function applyRegistryBranch(
  folder: string,
  files: Readonly<Record<string, string>>,
): Promise<"created" | "exists"> {
  const index = join(tmpdir(), `plugsmith-index-${process.pid}`);
  const git = async (...args: string[]) => {
    const { stdout } = await promisify(execFile)("git", args, {
      cwd: folder,
      env: { ...process.env, GIT_INDEX_FILE: index },
    });
    return stdout.trim();
  };
  const exists = await git("rev-parse", "--verify", "--quiet", ref).then(
    () => true,
    () => false,
  );
  if (exists) return "exists";
  try {
    await git("read-tree", "--empty");
    for (const [path, content] of Object.entries(files))
      await git("update-index", "--add", "--cacheinfo", `100644,${await writeBlob(folder, content)},${path}`);
    const tree = await git("write-tree");
    const commit = await git("commit-tree", tree, "-m", "Start the registry");
    await git("update-ref", ref, commit, nothing);
    return "created";
  } catch (cause) {
    throw new ForgeError("tool_missing", {
      message: "git could not make the branch forge/registry.",
      hint: "Set user.name and user.email in git, then run init again.",
      cause,
    });
  } finally {
    await rm(index, { force: true });
  }
}
