import { ForgeError } from "@plugsmith/schemas";
import type { Git } from "../audit/read-audit-history.ts";
import type { MirrorFile, RepositoryMirror } from "./repository-mirror.ts";

function parseTree(output: string): MirrorFile[] {
  return output
    .split("\0")
    .filter(Boolean)
    .map((entry) => {
      const [head = "", path = ""] = [entry.slice(0, entry.indexOf("\t")), entry.slice(entry.indexOf("\t") + 1)];
      const [mode = "", , sha = ""] = head.split(" ");
      return { path, sha, mode };
    });
}

function parseBatch(output: Buffer, count: number): Uint8Array[] {
  const blobs: Uint8Array[] = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    const end = output.indexOf(10, at);
    const size = Number(output.subarray(at, end).toString("latin1").split(" ")[2]);
    if (!Number.isSafeInteger(size)) throw new ForgeError("git_failed", { message: "git has no such object." });
    blobs.push(output.subarray(end + 1, end + 1 + size));
    at = end + 1 + size + 1;
  }
  return blobs;
}

/** Reads trees and blobs of one repository through git: of the bot's mirror, or of somebody's clone. */
export function createObjectReader(git: Git): Pick<RepositoryMirror, "listFiles" | "contains" | "readBlobs"> {
  return {
    async listFiles(commit, path) {
      const args = ["ls-tree", "-r", "-z", "--full-tree", commit, ...(path === "" ? [] : ["--", path])];
      return parseTree((await git(args)).toString("utf8"));
    },
    async contains(commit, ancestor) {
      try {
        await git(["merge-base", "--is-ancestor", ancestor, commit]);
        return true;
      } catch (error) {
        // It says no with an exit code, and so it does where it does not know the commit.
        if (error instanceof ForgeError && error.code === "git_failed") return false;
        throw error;
      }
    },
    async readBlobs(shas) {
      if (shas.length === 0) return [];
      return parseBatch(await git(["cat-file", "--batch"], { input: `${shas.join("\n")}\n` }), shas.length);
    },
  };
}
