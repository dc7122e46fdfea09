import type { AuditRecord } from "@plugsmith/schemas";
import { type AuditBreak, BreakFound } from "./audit-break.ts";
import type { AuditCommit } from "./audit-commit.ts";
import { type ChainHead, emptyHead } from "./chain-records.ts";
import { checkCommit } from "./check-commit.ts";

/** Something that may have a good reason and that a person should know. */
export interface AuditNotice {
  readonly commit: string;
  readonly sequence: number;
  readonly message: string;
}

export interface CheckedHistory {
  /** Records up to the break, oldest first. */
  readonly records: readonly AuditRecord[];
  readonly head: ChainHead;
  /** The first place where the log does not hold; null: it holds. */
  readonly broken: AuditBreak | null;
  readonly notices: readonly AuditNotice[];
}

/** Deliveries of the forge's own rounds share one name. */
const isOwnRound = (delivery: string | undefined) => delivery === undefined || delivery === "sweep";

/** Replays commits, oldest first, as the only way the log may have come about. `start` is a head that was checked before. */
export function checkHistory(commits: readonly AuditCommit[], start: ChainHead = emptyHead): CheckedHistory {
  const records: AuditRecord[] = [];
  const notices: AuditNotice[] = [];
  const seen = new Map<string, number>();
  let head = start;
  let writer: string | null = null;
  for (const commit of commits) {
    try {
      const checked = checkCommit(commit, head);
      const [first] = checked.records;
      const key = `${first?.delivery} ${first?.request}`;
      const sequence = first?.sequence ?? 0;
      if (writer !== null && checked.by !== writer)
        notices.push({
          commit: commit.sha,
          sequence,
          message: `is written under the name ${checked.by}, before it was ${writer}`,
        });
      const earlier = seen.get(key);
      if (!isOwnRound(first?.delivery) && earlier !== undefined) {
        const message = `delivery ${first?.delivery} was handled before, in record ${earlier}; GitHub or a person sent it again`;
        notices.push({ commit: commit.sha, sequence, message });
      } else seen.set(key, sequence);
      writer = checked.by;
      head = checked.head;
      records.push(...checked.records);
    } catch (error) {
      if (!(error instanceof BreakFound)) throw error;
      return { records, head, broken: error.at, notices };
    }
  }
  return { records, head, broken: null, notices };
}
