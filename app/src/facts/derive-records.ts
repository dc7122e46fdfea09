import type { AuditRecord, ForgeRequest } from "@plugsmith/schemas";
import type { OtherRequest } from "./facts.ts";

/** The newest record of one kind, or undefined. */
export function findLast(records: readonly AuditRecord[], ...kinds: AuditRecord["kind"][]): AuditRecord | undefined {
  return records.findLast((record) => kinds.includes(record.kind));
}

/** The request text that counts: as accepted, whatever the issue says now. */
export function findAccepted(records: readonly AuditRecord[]): ForgeRequest | null {
  return findLast(records, "request_accepted")?.accepted ?? null;
}

/** The hold that stands, or undefined. */
export function findHold(records: readonly AuditRecord[]): AuditRecord | undefined {
  const last = findLast(records, "hold", "unhold");
  return last?.kind === "hold" ? last : undefined;
}

/** Accepted requests besides `own` that are neither cancelled nor published. */
export function listUnfinished(records: readonly AuditRecord[], own: number): OtherRequest[] {
  const accepted = new Map<number, OtherRequest>();
  for (const record of records) {
    if (record.request === own) continue;
    if (record.kind === "request_accepted" && record.accepted) {
      const requester = Number(record.data?.["requester"] ?? record.actor?.id ?? 0);
      accepted.set(record.request, { number: record.request, name: record.accepted.name, requester });
    }
    if (record.kind === "request_cancelled" || record.kind === "published") accepted.delete(record.request);
  }
  return [...accepted.values()];
}

const day = 24 * 60 * 60 * 1000;

/** How many requests were accepted in the 24 hours before `now`. */
export function countAcceptedToday(records: readonly AuditRecord[], now: string): number {
  const since = Date.parse(now) - day;
  return records.filter((record) => record.kind === "request_accepted" && Date.parse(record.at) >= since).length;
}
