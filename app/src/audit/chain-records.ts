import { type AuditRecord, computeDigest, ForgeError, parseAuditRecord } from "@plugsmith/schemas";
import { recordPath, renderRecord } from "./render-record.ts";

/** Place and bytes of one record on the branch. */
export interface ChainedRecord {
  readonly record: AuditRecord;
  readonly path: string;
  readonly text: string;
  /** Digest of `text`; the next record's `previous`. */
  readonly hash: string;
}

/** The end of the log. */
export interface ChainHead {
  readonly sequence: number;
  readonly hash: string | null;
  /** Time of the last record. */
  readonly at: string | null;
  /** Commit that holds it. */
  readonly commit: string | null;
}

/** A log that was not begun. */
export const emptyHead: ChainHead = { sequence: 0, hash: null, at: null, commit: null };

const maxDelivery = 100;

/** Time only grows in the log, whatever a clock does. */
const latest = (at: string, before: string | null) =>
  before !== null && Date.parse(before) > Date.parse(at) ? before : at;

/**
 * The files that append `records` after `head`: `records/<request>/<sequence>.json`, each naming the digest of the one
 * before. @throws ForgeError `audit_invalid` when a record does not fit its schema: nothing unreadable is ever written.
 */
export function chainRecords(
  head: ChainHead,
  records: readonly Omit<AuditRecord, "schemaVersion" | "sequence" | "previous" | "at" | "delivery">[],
  origin: { readonly at: string; readonly delivery: string },
): ChainedRecord[] {
  let { sequence, hash } = head;
  const at = latest(origin.at, head.at);
  return records.map((draft) => {
    sequence += 1;
    const parsed = parseAuditRecord({
      ...draft,
      schemaVersion: 1,
      sequence,
      previous: hash,
      at,
      ...(origin.delivery && { delivery: origin.delivery.slice(0, maxDelivery) }),
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

/** The end of the log after these records, before it is known which commit holds them. */
export function extendHead(head: ChainHead, chained: readonly ChainedRecord[]): ChainHead {
  const last = chained.at(-1);
  return last ? { sequence: last.record.sequence, hash: last.hash, at: last.record.at, commit: null } : head;
}

/** Text of head.json: the last record, and the commit that this one was made on. */
export function renderHead(last: Pick<ChainHead, "sequence" | "hash">, parent: string | null): string {
  return `${JSON.stringify({ schemaVersion: 1, sequence: last.sequence, hash: last.hash, parent })}\n`;
}

/** Message of the commit that holds these records. */
export function renderCommitMessage(records: readonly Pick<AuditRecord, "kind" | "request">[]): string {
  return records.map(({ kind, request }) => `${kind} #${request}`).join("\n");
}
