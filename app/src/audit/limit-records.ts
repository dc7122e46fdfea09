import type { AuditRecord } from "@plugsmith/schemas";
import type { NewRecord } from "./audit-store.ts";

/** Records of one kind and person in 24 hours; whoever goes on is answered, and no longer written down. */
export const mostPerDay = 20;
const dayMs = 24 * 60 * 60 * 1000;

/** What anybody can cause as often as they like. Everything else changes a state, which happens once. */
const endless = new Set<AuditRecord["kind"]>(["command_refused", "review_uncounted", "request_refused"]);

/**
 * Leaves out refusals beyond `mostPerDay` for each kind and person, so that nobody floods the log; the last one that is
 * written says so (`data.last`). `now` is an ISO time.
 */
export function limitRecords(
  drafts: readonly NewRecord[],
  records: readonly AuditRecord[],
  now: string,
): readonly NewRecord[] {
  if (!drafts.some(({ kind }) => endless.has(kind))) return drafts;
  const since = Date.parse(now) - dayMs;
  const keyOf = ({ kind, actor }: Pick<AuditRecord, "kind" | "actor">) => `${kind} ${actor?.id ?? 0}`;
  const counts = new Map<string, number>();
  const count = (key: string) => {
    const next = (counts.get(key) ?? 0) + 1;
    counts.set(key, next);
    return next;
  };
  for (const record of records) if (endless.has(record.kind) && Date.parse(record.at) >= since) count(keyOf(record));
  return drafts.flatMap((draft) => {
    if (!endless.has(draft.kind)) return [draft];
    const number = count(keyOf(draft));
    if (number > mostPerDay) return [];
    return [number < mostPerDay ? draft : { ...draft, data: { ...draft.data, last: true } }];
  });
}
