import { createHash } from "node:crypto";
import type { BlobRow, CommitRow, TagRow, TreeEntry } from "../github-store.ts";

export type GitObjectType = "blob" | "tree" | "commit" | "tag";

/** SHA-1 name of a git object. */
export function nameObject(type: GitObjectType, content: Uint8Array): string {
  return createHash("sha1").update(`${type} ${content.length}\0`).update(content).digest("hex");
}

/** Bytes of a stored blob. */
export function decodeBlob(blob: BlobRow): Buffer {
  return Buffer.from(blob.content, blob.encoding === "base64" ? "base64" : "utf8");
}

/** Content of a tree object; git sorts directories as if their name ended in a slash. */
export function encodeTree(entries: readonly TreeEntry[]): Buffer {
  const key = (entry: TreeEntry) => Buffer.from(entry.type === "tree" ? `${entry.path}/` : entry.path);
  const sorted = [...entries].sort((a, b) => Buffer.compare(key(a), key(b)));
  return Buffer.concat(
    sorted.flatMap((entry) => [
      Buffer.from(`${entry.mode.replace(/^0+/, "")} ${entry.path}\0`),
      Buffer.from(entry.sha, "hex"),
    ]),
  );
}

export type CommitFields = Omit<
  CommitRow,
  "id" | "node_id" | "created_at" | "updated_at" | "repo_id" | "sha" | "user_id"
>;

/** Content of a commit object, byte for byte as emulate hashes it. */
export function encodeCommit(commit: CommitFields): Buffer {
  const lines = [
    `tree ${commit.tree_sha}`,
    ...commit.parent_shas.map((sha) => `parent ${sha}`),
    `author ${commit.author_name} <${commit.author_email}> ${encodeDate(commit.author_date)}`,
    `committer ${commit.committer_name} <${commit.committer_email}> ${encodeDate(commit.committer_date)}`,
  ];
  return Buffer.from(
    `${lines.join("\n")}\n\n${commit.message.endsWith("\n") ? commit.message : `${commit.message}\n`}`,
  );
}

/** Content of an annotated tag object. */
export function encodeTag(tag: TagRow): Buffer {
  const lines = [
    `object ${tag.object_sha}`,
    `type ${tag.object_type}`,
    `tag ${tag.tag}`,
    `tagger ${tag.tagger_name} <${tag.tagger_email}> ${encodeDate(tag.tagger_date)}`,
  ];
  return Buffer.from(`${lines.join("\n")}\n\n${tag.message.endsWith("\n") ? tag.message : `${tag.message}\n`}`);
}

function encodeDate(date: string): string {
  const zone = /(Z|([+-])(\d{2}):?(\d{2}))$/i.exec(date);
  const offset = !zone?.[2] ? "+0000" : `${zone[2]}${zone[3]}${zone[4]}`;
  return `${Math.floor(Date.parse(date) / 1000)} ${offset}`;
}
