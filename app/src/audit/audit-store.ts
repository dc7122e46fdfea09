import type { AuditRecord } from "@plugsmith/schemas";

/** A record as a decision makes it; the store adds place, time and chain. */
export type NewRecord = Omit<AuditRecord, "schemaVersion" | "sequence" | "previous" | "at" | "delivery">;

/** The append-only log on forge/audit. */
export interface AuditStore {
  /** All records, oldest first, their chain checked. @throws ForgeError `audit_invalid` when it does not hold. */
  read(): Promise<readonly AuditRecord[]>;
  /**
   * Appends in one write and answers the records as written. A lost race is read again and retried.
   * `at` is the time of the decision, `delivery` the delivery that caused it.
   */
  append(
    records: readonly NewRecord[],
    origin: { readonly at: string; readonly delivery: string },
  ): Promise<readonly AuditRecord[]>;
}
