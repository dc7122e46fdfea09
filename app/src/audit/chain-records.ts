import { type AuditRecord, computeDigest, ForgeError, parseAuditRecord } from "@plugsmith/schemas";
import type { NewRecord } from "./audit-store.ts";

/** Place and bytes of one record on the branch. */
export interface ChainedRecord {
  readonly record: AuditRecord;
  readonly path: string;
  readonly text: string;
  /** Digest of `text`; the next record's `previous`. */
  readonly hash: string;
}

export interface ChainHead {
  readonly sequence: number;
  readonly hash: string | null;
}

const order: readonly (keyof AuditRecord)[] = [
  "schemaVersion",
  "sequence",
  "previous",
  "at",
  "delivery",
  "kind",
  "request",
  "actor",
  "headSha",
  "digest",
  "reason",
  "accepted",
  "benchEvent",
  "data",
];

function renderRecord(record: AuditRecord): string {
  const sorted = Object.fromEntries(order.filter((key) => record[key] !== undefined).map((key) => [key, record[key]]));
  return `${JSON.stringify(sorted, null, 2)}\n`;
}

/**
 * The files that append `records` after `head`: `records/<request>/<sequence>.json`, each naming the digest of the one
 * before. @throws ForgeError `audit_invalid` when a record does not fit its schema: nothing unreadable is ever written.
 */
export function chainRecords(
  head: ChainHead,
  records: readonly NewRecord[],
  origin: { readonly at: string; readonly delivery: string },
): ChainedRecord[] {
  let { sequence, hash } = head;
  return records.map((draft) => {
    sequence += 1;
    const parsed = parseAuditRecord({
      ...draft,
      schemaVersion: 1,
      sequence,
      previous: hash,
      at: origin.at,
      ...(origin.delivery && { delivery: origin.delivery.slice(0, 100) }),
    });
    if (!parsed.ok)
      throw new ForgeError("audit_invalid", {
        message: `A record of kind ${draft.kind} cannot be written: ${parsed.issues.map((issue) => `${issue.path} ${issue.message}`).join("; ")}.`,
      });
    const text = renderRecord(parsed.value);
    hash = computeDigest(Buffer.from(text));
    return { record: parsed.value, path: recordPath(parsed.value), text, hash };
  });
}

/** Where a record lives on the branch. */
export function recordPath(record: AuditRecord): string {
  return `records/${record.request}/${String(record.sequence).padStart(8, "0")}.json`;
}

/** Text of head.json. */
export function renderHead(head: ChainHead): string {
  return `${JSON.stringify({ schemaVersion: 1, sequence: head.sequence, hash: head.hash })}\n`;
}

const broken = (message: string) =>
  new ForgeError("audit_invalid", {
    message,
    hint: "Compare forge/audit with a backup; the forge decides nothing until it holds.",
  });

/**
 * Checks files of the branch as one unbroken chain that ends at head.json, and answers the records in order.
 * @throws ForgeError `audit_invalid` naming the first record that does not fit.
 */
export function verifyChain(
  files: ReadonlyMap<string, string>,
  headText: string,
): { readonly records: AuditRecord[]; readonly head: ChainHead } {
  const records = [...files].map(([path, text]) => {
    const parsed = parseAuditRecord(JSON.parse(text));
    if (!parsed.ok || recordPath(parsed.value) !== path) throw broken(`${path} is no audit record.`);
    return { record: parsed.value, hash: computeDigest(Buffer.from(text)), path };
  });
  records.sort((a, b) => a.record.sequence - b.record.sequence);
  let head: ChainHead = { sequence: 0, hash: null };
  for (const { record, hash, path } of records) {
    if (record.sequence !== head.sequence + 1 || record.previous !== head.hash)
      throw broken(`${path} does not follow the record before it.`);
    head = { sequence: record.sequence, hash };
  }
  if (renderHead(head).trim() !== headText.trim()) throw broken("head.json names another last record.");
  return { records: records.map(({ record }) => record), head };
}
