import { createHash } from "node:crypto";
import type { AuditChange, AuditCommit } from "../audit-commit.ts";
import type { NewRecord } from "../audit-store.ts";
import { chainRecords, emptyHead, extendHead, renderCommitMessage, renderHead } from "../chain-records.ts";

const nameObject = (kind: string, bytes: Uint8Array) =>
  createHash("sha1").update(`${kind} ${bytes.length}\0`).update(bytes).digest("hex");

/** A commit whose ids are not given yet: what somebody with git at hand can write as they like. */
export interface LooseCommit {
  readonly changes: readonly { readonly status: string; readonly path: string; readonly bytes: Uint8Array }[];
  /** Everything of the commit object from `author` on. */
  readonly text: Uint8Array;
}

/** Gives commits their parents and ids, as `git rebase` would: the history itself is in order. */
export function linkCommits(loose: readonly LooseCommit[]): AuditCommit[] {
  let parent: string | null = null;
  return loose.map(({ changes, text }) => {
    const tree = createHash("sha1").update(JSON.stringify(changes)).digest("hex");
    const start = `tree ${tree}\n${parent === null ? "" : `parent ${parent}\n`}`;
    const raw = Buffer.concat([Buffer.from(start), text]);
    parent = nameObject("commit", raw);
    const named = changes.map(
      (change): AuditChange => ({ ...change, mode: "100644", blob: nameObject("blob", change.bytes) }),
    );
    return { sha: parent, raw, changes: named };
  });
}

/** A log with these records, one commit for each inner list, a minute apart. */
export function makeHistory(
  batches: readonly (readonly NewRecord[])[],
  nameDelivery = (index: number) => `d-${index}`,
): LooseCommit[] {
  const writer = "plugsmith[bot]";
  let head = emptyHead;
  const loose: LooseCommit[] = [];
  for (const [index, drafts] of batches.entries()) {
    const at = new Date(Date.UTC(2026, 10, 21, 10, index)).toISOString();
    const chained = chainRecords(head, drafts, { at, delivery: nameDelivery(index) });
    const parent = head.commit;
    const end = extendHead(head, chained);
    const by = `${writer} <${writer}@users.noreply.github.com> ${Math.floor(Date.parse(at) / 1000)} +0000`;
    const message = renderCommitMessage(chained.map(({ record }) => record));
    const headText = renderHead(end, parent);
    loose.push({
      changes: [
        { status: parent === null ? "A" : "M", path: "head.json", bytes: Buffer.from(headText) },
        ...chained.map(({ path, text }) => ({ status: "A", path, bytes: Buffer.from(text) })),
      ],
      text: Buffer.from(`author ${by}\ncommitter ${by}\n\n${message}`),
    });
    head = { ...end, commit: linkCommits(loose).at(-1)?.sha ?? null };
  }
  return loose;
}
