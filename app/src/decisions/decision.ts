import type { ErrorCode } from "@plugsmith/schemas";
import type { NewRecord } from "../audit/audit-store.ts";
import type { Effect } from "../effects/effect.ts";

/** What to do and why, as data. Records are written before the effects are applied. */
export interface Decision {
  readonly effects: readonly Effect[];
  readonly records: readonly NewRecord[];
  /** For the log: what was decided, in words. */
  readonly notes: readonly string[];
}

export const nothing: Decision = { effects: [], records: [], notes: [] };

/** A refusal that people read: what is wrong and what to do next. */
export interface Refusal {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
}
