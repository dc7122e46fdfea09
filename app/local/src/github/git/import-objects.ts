import type { GitHubStore } from "../github-store.ts";
import { decodeCommit, decodeTag, decodeTree } from "./decode-object.ts";
import type { GitObjectType } from "./encode-object.ts";

/** Walks from `start` and adds to the store every object that it does not know yet. `known` is what git has already. */
export function importObjects(
  gh: GitHubStore,
  repoId: number,
  start: string,
  known: Set<string>,
  read: (sha: string) => { type: GitObjectType; content: Buffer },
): void {
  const waiting = [start];
  while (waiting.length > 0) {
    const sha = waiting.pop() as string;
    if (known.has(sha)) continue;
    known.add(sha);
    const { type, content } = read(sha);
    if (type === "commit") {
      const commit = decodeCommit(content);
      gh.commits.insert({ repo_id: repoId, sha, node_id: `C_${sha}`, user_id: null, ...commit });
      waiting.push(commit.tree_sha, ...commit.parent_shas);
    } else if (type === "tree") {
      const entries = decodeTree(content);
      gh.trees.insert({ repo_id: repoId, sha, node_id: `T_${sha}`, tree: entries, truncated: false });
      waiting.push(...entries.filter((entry) => entry.type !== "commit").map((entry) => entry.sha));
    } else if (type === "tag") {
      const tag = decodeTag(content);
      gh.tags.insert({
        repo_id: repoId,
        sha,
        node_id: `A_${sha}`,
        tag: tag.tag,
        message: tag.message,
        object_sha: tag.object,
        object_type: tag.type,
        tagger_name: tag.tagger.name,
        tagger_email: tag.tagger.email,
        tagger_date: tag.tagger.date,
      });
      waiting.push(tag.object);
    } else {
      insertBlob(gh, repoId, sha, content);
    }
  }
}

function insertBlob(gh: GitHubStore, repoId: number, sha: string, content: Buffer): void {
  const text = content.toString();
  const isText = !text.includes("\0") && Buffer.from(text).equals(content);
  gh.blobs.insert({
    repo_id: repoId,
    sha,
    node_id: `B_${sha}`,
    size: content.length,
    content: isText ? text : content.toString("base64"),
    encoding: isText ? "utf-8" : "base64",
  });
}
