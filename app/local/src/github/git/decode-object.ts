import type { TreeEntry } from "../github-store.ts";
import type { CommitFields } from "./encode-object.ts";

/** Entries of a tree object. */
export function decodeTree(content: Buffer): TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (let at = 0; at < content.length; ) {
    const space = content.indexOf(0x20, at);
    const zero = content.indexOf(0, space);
    const mode = content.subarray(at, space).toString().padStart(6, "0");
    const type = mode === "040000" ? "tree" : mode === "160000" ? "commit" : "blob";
    const sha = content.subarray(zero + 1, zero + 21).toString("hex");
    entries.push({ path: content.subarray(space + 1, zero).toString(), mode, type, sha });
    at = zero + 21;
  }
  return entries;
}

/** Fields of a commit object. Signatures and other extra headers are left out: the stored object keeps them. */
export function decodeCommit(content: Buffer): CommitFields {
  const text = content.toString();
  const gap = text.indexOf("\n\n");
  const headers = text.slice(0, gap).split("\n");
  const one = (name: string) => headers.find((line) => line.startsWith(`${name} `))?.slice(name.length + 1) ?? "";
  const author = decodePerson(one("author"));
  const committer = decodePerson(one("committer"));
  return {
    tree_sha: one("tree"),
    parent_shas: headers.filter((line) => line.startsWith("parent ")).map((line) => line.slice(7)),
    author_name: author.name,
    author_email: author.email,
    author_date: author.date,
    committer_name: committer.name,
    committer_email: committer.email,
    committer_date: committer.date,
    message: text.slice(gap + 2).replace(/\n+$/, ""),
  };
}

/** The object that an annotated tag names, and its text. */
export function decodeTag(content: Buffer): {
  object: string;
  type: string;
  tag: string;
  message: string;
  tagger: ReturnType<typeof decodePerson>;
} {
  const text = content.toString();
  const gap = text.indexOf("\n\n");
  const headers = text.slice(0, gap).split("\n");
  const one = (name: string) => headers.find((line) => line.startsWith(`${name} `))?.slice(name.length + 1) ?? "";
  return {
    object: one("object"),
    type: one("type"),
    tag: one("tag"),
    message: text.slice(gap + 2).trimEnd(),
    tagger: decodePerson(one("tagger")),
  };
}

function decodePerson(line: string): { name: string; email: string; date: string } {
  const found = /^(.*?) ?<(.*)> (\d+) ([+-])(\d{2})(\d{2})$/.exec(line);
  if (!found) return { name: "", email: "", date: "1970-01-01T00:00:00Z" };
  const [, name = "", email = "", seconds = "0", sign = "+", hours = "00", minutes = "00"] = found;
  const shift = (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  const local = new Date(Number(seconds) * 1000 + shift).toISOString().slice(0, 19);
  return { name, email, date: shift === 0 ? `${local}Z` : `${local}${sign}${hours}:${minutes}` };
}
