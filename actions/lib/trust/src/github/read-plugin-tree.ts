import { ForgeError } from "@plugsmith/schemas";
import { pick, pickList, pickText } from "./decode.ts";
import type { GitHubApi } from "./github-api.ts";
import { readAnswer } from "./read-answer.ts";

/** Id of the git tree of `plugins/<name>` in a commit, or null where the commit has no such folder. */
export async function findPluginTree(api: GitHubApi, repository: string, commit: string, name: string) {
  let tree = pickText(await readAnswer(api, `/repos/${repository}/git/commits/${commit}`), "tree", "sha");
  for (const part of ["plugins", name]) {
    const entries = pickList(await readAnswer(api, `/repos/${repository}/git/trees/${tree}`), "tree");
    const entry = entries.find((candidate) => pick(candidate, "path") === part);
    if (entry === undefined) return null;
    if (pick(entry, "type") !== "tree")
      throw new ForgeError("tree_mismatch", { message: `In commit ${commit.slice(0, 7)} ${part} is no folder.` });
    tree = pickText(entry, "sha");
  }
  return tree;
}

/**
 * Id of the git tree of `plugins/<name>` in a commit: it names every file, byte and mode below.
 * @throws ForgeError `tree_mismatch` when the commit has no such folder.
 */
export async function readPluginTree(api: GitHubApi, repository: string, commit: string, name: string) {
  const tree = await findPluginTree(api, repository, commit, name);
  if (tree !== null) return tree;
  throw new ForgeError("tree_mismatch", { message: `Commit ${commit.slice(0, 7)} has no folder plugins/${name}.` });
}
