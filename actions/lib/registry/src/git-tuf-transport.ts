import { ForgeError } from "@plugsmith/schemas";
import { tufFolder } from "@plugsmith/trust";
import { refuseEndless, type TufTransport } from "@plugsmith/trust/tuf";
import { runGit } from "./git-transport.ts";

export interface GitTufOptions {
  /** A repository on this machine, with or without a working tree, that has fetched the branch. */
  readonly folder: string;
  /** A commit of forge/registry: one look sees one write. A branch name works too where nobody fetches meanwhile. */
  readonly commit: string;
}

/**
 * The registry's metadata out of git objects: no working tree, no network.
 * Throws `download_failed` where there is no such commit.
 */
export function createGitTufTransport({ folder, commit }: GitTufOptions): TufTransport {
  let isThere: Promise<void> | undefined;
  const requireCommit = async () => {
    const found = await runGit(["cat-file", "-e", `${commit}^{commit}`], { folder });
    if (found.code !== 0)
      throw new ForgeError("download_failed", {
        message: `This repository has no ${commit.slice(0, 60)}.`,
        hint: "Fetch the branch forge/registry first.",
      });
  };
  return {
    async read(path, maximumBytes) {
      await (isThere ??= requireCommit());
      const shown = await runGit(["cat-file", "blob", `${commit}:${tufFolder}/${path}`], { folder, maximumBytes });
      if (shown.isCut) return refuseEndless(path, maximumBytes);
      return shown.code === 0 ? Buffer.from(shown.stdout) : null;
    },
  };
}
