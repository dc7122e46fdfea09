import { tufFolder } from "@plugsmith/trust";

import type { GitResult } from "./git-transport.ts";
import type { RegistryBranch } from "./registry-store.ts";

/** git in a clone of the registry. */
export type Git = (args: readonly string[], input?: string) => Promise<GitResult>;

/** Objects out of the answer of `git cat-file --batch`; what is missing or no UTF-8 is left out. */
function parseBatch(names: readonly string[], answer: string): Map<string, string> {
  const bytes = Buffer.from(answer);
  const texts = new Map<string, string>();
  let offset = 0;
  for (const name of names) {
    const end = bytes.indexOf(10, offset);
    const size = / blob (\d+)$/u.exec(bytes.toString("utf8", offset, end))?.[1];
    offset = end + 1;
    if (size === undefined) continue;
    texts.set(name, bytes.toString("utf8", offset, offset + Number(size)));
    offset += Number(size) + 1;
  }
  return texts;
}

/**
 * The files of one commit. Metadata and the targets beside them are read together at the first question, in one process; a write asks
 * for a dozen of them.
 */
export function readBranch(git: Git, commit: string): RegistryBranch {
  const ahead = [tufFolder, `${tufFolder}/targets`];
  let metadata: Promise<ReadonlyMap<string, string>> | undefined;

  async function listFolder(path: string): Promise<readonly string[]> {
    const listed = await git(["ls-tree", "--name-only", "-z", `${commit}:${path}`]);
    return listed.code === 0 ? listed.stdout.split("\0").filter(Boolean) : [];
  }

  async function readMetadata(): Promise<ReadonlyMap<string, string>> {
    const lists = await Promise.all(
      ahead.map(async (folder) => (await listFolder(folder)).map((name) => `${folder}/${name}`)),
    );
    const paths = lists.flat().filter((path) => path.endsWith(".json"));
    const answer = await git(["cat-file", "--batch"], paths.map((path) => `${commit}:${path}\n`).join(""));
    return answer.code === 0 ? parseBatch(paths, answer.stdout) : new Map();
  }

  return {
    listFolder,
    async readFile(path) {
      if (ahead.includes(path.slice(0, path.lastIndexOf("/")))) {
        metadata ??= readMetadata();
        return (await metadata).get(path) ?? null;
      }
      const shown = await git(["cat-file", "blob", `${commit}:${path}`]);
      return shown.code === 0 ? shown.stdout : null;
    },
  };
}
