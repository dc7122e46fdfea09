import type { AuditRecord } from "@plugsmith/schemas";

/** A record as a decision makes it; the store adds place, time and chain, and seals its private texts. */
export type NewRecord = Omit<AuditRecord, "schemaVersion" | "sequence" | "previous" | "at" | "delivery" | "sealed">;

/** The append-only log on forge/audit. */
export interface AuditStore {
  /**
   * All records, oldest first, every commit since the last read checked, private texts put back in.
   * @throws ForgeError `audit_invalid` when the log does not hold, `audit_texts_unavailable` when a text cannot be read.
   */
  read(): Promise<readonly AuditRecord[]>;
  /**
   * Appends in one commit and answers the records as written. A lost race is read again and retried; when the winner
   * wrote about the same request, what was decided may be stale.
   * `at` is the time of the decision, `delivery` the delivery that caused it.
   * @throws ForgeError `audit_conflict` in that case: decide again. Nothing was written.
   */
  append(
    records: readonly NewRecord[],
    origin: { readonly at: string; readonly delivery: string },
  ): Promise<readonly AuditRecord[]>;
}
