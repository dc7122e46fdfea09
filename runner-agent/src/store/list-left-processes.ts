import type { JournalRecord } from "./journal-store.ts";

/** Plugin processes that were started and of whose end the journal does not know. */
export function listLeftProcesses(records: readonly JournalRecord[]): readonly { pid: number; start: string }[] {
  const left = new Map<number, string>();
  for (const { kind, pid, start } of records) {
    if (typeof pid !== "number") continue;
    if (kind === "process_started" && typeof start === "string") left.set(pid, start);
    else if (kind === "process_exited") left.delete(pid);
  }
  return [...left].map(([pid, start]) => ({ pid, start }));
}
