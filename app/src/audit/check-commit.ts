import { createHash } from "node:crypto";
import { type AuditRecord, computeDigest, parseAuditRecord } from "@plugsmith/schemas";
import { type AuditBreak, BreakFound } from "./audit-break.ts";
import { type AuditChange, type AuditCommit, type CommitHeader, parseCommit } from "./audit-commit.ts";
import { type ChainHead, renderCommitMessage, renderHead } from "./chain-records.ts";
import { recordPath, renderRecord } from "./render-record.ts";

const recordName = /^records\/[1-9][0-9]{0,15}\/(?<sequence>[0-9]{8,16})\.json$/u;

const nameObject = (kind: string, bytes: Uint8Array) =>
  createHash("sha1").update(`${kind} ${bytes.length}\0`).update(bytes).digest("hex");

type Fail = (kind: AuditBreak["kind"], message: string, change?: { path: string; sequence: number | null }) => never;

const sequenceOf = (path: string) => {
  const digits = recordName.exec(path)?.groups?.["sequence"];
  return digits === undefined ? null : Number(digits);
};

function checkHeader(commit: AuditCommit, before: ChainHead, fail: Fail): CommitHeader {
  if (nameObject("commit", commit.raw) !== commit.sha)
    return fail("object", "the commit has other bytes than its name says.");
  const header = parseCommit(commit.raw);
  if (!header) return fail("commit", "the commit is not written as the forge writes them.");
  const parent = header.parents.join(" ");
  if (parent !== (before.commit ?? ""))
    return fail("history", `its parent is ${parent || "nothing"} and should be ${before.commit ?? "nothing"}.`);
  return header;
}

function checkFiles(commit: AuditCommit, before: ChainHead, fail: Fail): { head: AuditChange; added: AuditChange[] } {
  let head: AuditChange | null = null;
  const added: AuditChange[] = [];
  for (const change of commit.changes) {
    const place = { path: change.path, sequence: sequenceOf(change.path) };
    const isHead = change.path === "head.json";
    if (!isHead && place.sequence === null) fail("files", "there are only records and head.json here.", place);
    const wanted = isHead && before.commit !== null ? "M" : "A";
    if (change.status !== wanted || change.mode !== "100644") {
      const verb = { A: "adds", M: "changes", D: "removes" }[change.status] ?? "replaces";
      fail("files", `the commit ${verb} ${change.path} (mode ${change.mode}).`, place);
    }
    if (change.bytes === null) fail("object", `the bytes of ${change.path} are missing.`, place);
    if (change.bytes && nameObject("blob", change.bytes) !== change.blob)
      fail("object", `${change.path} has other bytes than its name says.`, place);
    if (isHead) head = change;
    else added.push(change);
  }
  if (added.length === 0) return fail("files", "the commit adds no record.");
  if (!head) return fail("head", "the commit adds records without moving head.json.");
  return { head, added };
}

function parseRecord(change: AuditChange, fail: Fail): AuditRecord {
  const place = { path: change.path, sequence: sequenceOf(change.path) };
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(change.bytes ?? new Uint8Array()));
  } catch {
    return fail("record", "the file is no JSON text.", place);
  }
  const parsed = parseAuditRecord(value);
  if (!parsed.ok) {
    const [issue] = parsed.issues;
    return fail("record", `${issue?.path || "the record"} ${issue?.message ?? "is not valid"}.`, place);
  }
  if (!Buffer.from(renderRecord(parsed.value)).equals(change.bytes ?? new Uint8Array()))
    return fail("record", "the text is not written as the forge writes it.", place);
  if (recordPath(parsed.value) !== change.path)
    return fail("record", `it says of itself that it is ${recordPath(parsed.value)}.`, place);
  return parsed.value;
}

/** What one commit adds to the log. */
export interface CheckedCommit {
  readonly records: readonly AuditRecord[];
  readonly head: ChainHead;
  /** Name and address that it was made under. */
  readonly by: string;
}

/**
 * Checks everything that one commit says against the end of the log before it: its bytes, parent, files, records, chain,
 * times, delivery, head.json, message. @throws BreakFound with the first thing that differs.
 */
export function checkCommit(commit: AuditCommit, before: ChainHead): CheckedCommit {
  const fail: Fail = (kind, message, place) => {
    const { path = null, sequence = null } = place ?? {};
    throw new BreakFound({ kind, commit: commit.sha, sequence, path, message });
  };
  const header = checkHeader(commit, before, fail);
  const { head: headFile, added } = checkFiles(commit, before, fail);
  const changes = [...added].sort((a, b) => (sequenceOf(a.path) ?? 0) - (sequenceOf(b.path) ?? 0));
  const records: AuditRecord[] = [];
  let { sequence, hash, at } = before;
  for (const change of changes) {
    const record = parseRecord(change, fail);
    const place = { path: change.path, sequence: record.sequence };
    if (record.sequence !== sequence + 1)
      fail("chain", `record ${sequence + 1} should come next, and this is ${record.sequence}.`, place);
    if (record.previous !== hash)
      fail(
        "chain",
        `it follows ${record.previous ?? "nothing"}, and the record before is ${hash ?? "nothing"}.`,
        place,
      );
    if (at !== null && Date.parse(record.at) < Date.parse(at))
      fail("time", `it was decided at ${record.at}, the record before at ${at}.`, place);
    const [first] = records;
    if (first && (first.delivery !== record.delivery || first.at !== record.at))
      fail("delivery", `delivery or time differ from those of record ${first.sequence} in the same commit.`, place);
    records.push(record);
    ({ sequence, at } = record);
    hash = computeDigest(change.bytes ?? new Uint8Array());
  }
  const wanted = renderHead({ sequence, hash }, before.commit);
  if (Buffer.from(headFile.bytes ?? []).toString("latin1") !== wanted)
    fail("head", `head.json should be ${wanted.trim()}`, { path: "head.json", sequence });
  if (header.seconds !== Math.floor(Date.parse(at ?? "") / 1000) || header.author !== header.committer)
    fail("commit", "author and time of the commit are not those of its records.");
  if (header.message !== renderCommitMessage(records))
    fail("commit", "the message of the commit does not name its records.");
  return { records, head: { sequence, hash, at, commit: commit.sha }, by: header.by };
}
