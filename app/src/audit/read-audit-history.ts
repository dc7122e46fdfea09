import { ForgeError } from "@plugsmith/schemas";
import type { AuditChange, AuditCommit } from "./audit-commit.ts";

/** Runs git in one repository and answers its standard output. */
export type Git = (args: readonly string[], options?: { input?: string }) => Promise<Buffer>;

/** So many objects in one answer stay far below the limit of git's output. */
const portion = 4000;

/** Objects by id, as stored; null for those that are missing. */
async function readObjects(git: Git, ids: readonly string[]): Promise<Map<string, Uint8Array | null>> {
  const objects = new Map<string, Uint8Array | null>();
  for (let from = 0; from < ids.length; from += portion) {
    const part = ids.slice(from, from + portion);
    const output = await git(["cat-file", "--batch"], { input: `${part.join("\n")}\n` });
    let at = 0;
    for (const id of part) {
      const end = output.indexOf(10, at);
      const size = Number(output.subarray(at, end).toString("latin1").split(" ")[2]);
      const found = Number.isSafeInteger(size);
      objects.set(id, found ? output.subarray(end + 1, end + 1 + size) : null);
      at = end + 1 + (found ? size + 1 : 0);
    }
  }
  return objects;
}

type Change = Omit<AuditChange, "bytes">;

/** Output of `diff-tree --stdin -z`: a commit's id, then twice a field for each file. */
function parseChanges(output: string): Map<string, Change[]> {
  const changes = new Map<string, Change[]>();
  const fields = output.split("\0");
  let current: Change[] = [];
  for (let at = 0; at < fields.length - 1; at += 1) {
    const field = fields[at] ?? "";
    if (!field.startsWith(":")) {
      current = [];
      changes.set(field.trim(), current);
      continue;
    }
    const [, mode = "", , blob = "", status = ""] = field.split(" ");
    current.push({ mode, blob, status, path: fields[at + 1] ?? "" });
    at += 1;
  }
  return changes;
}

/**
 * Every commit of the log after `since` (null: from its beginning) up to `tip`, oldest first, with the bytes it adds: four
 * git processes, whatever the number of commits. Nothing is judged here.
 * @throws ForgeError `audit_invalid` when git cannot read the history at all.
 */
export async function readAuditHistory(git: Git, tip: string, since: string | null = null): Promise<AuditCommit[]> {
  try {
    const range = since === null ? [tip] : [tip, `^${since}`];
    const list = (await git(["rev-list", "--reverse", "--topo-order", ...range])).toString("latin1");
    const ids = list.split("\n").filter(Boolean);
    if (ids.length === 0) return [];
    const diff = ["diff-tree", "--stdin", "--root", "--always", "-r", "-z", "--raw", "--no-renames", "--no-abbrev"];
    const changes = parseChanges((await git(diff, { input: `${ids.join("\n")}\n` })).toString("utf8"));
    const blobs = [...changes.values()].flat().flatMap(({ status, blob }) => (status === "D" ? [] : [blob]));
    const commits = await readObjects(git, ids);
    const contents = await readObjects(git, [...new Set(blobs)]);
    return ids.map((sha) => ({
      sha,
      raw: commits.get(sha) ?? new Uint8Array(),
      changes: (changes.get(sha) ?? []).map((change) => ({ ...change, bytes: contents.get(change.blob) ?? null })),
    }));
  } catch (cause) {
    if (!(cause instanceof ForgeError) || cause.code !== "git_failed") throw cause;
    throw new ForgeError("audit_invalid", {
      message: `The history of forge/audit cannot be read: ${cause.message}`,
      hint: "The repository is damaged; fetch it again, or compare it with a backup.",
      cause,
    });
  }
}
