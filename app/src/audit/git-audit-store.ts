import { randomBytes } from "node:crypto";
import { type AuditRecord, ForgeError } from "@plugsmith/schemas";
import type { GitMirror } from "../mirror/git-mirror-store.ts";
import { applyAppendCommit, isLostRace } from "./apply-append-commit.ts";
import { renderBreak } from "./audit-break.ts";
import type { AuditStore, NewRecord } from "./audit-store.ts";
import {
  type ChainHead,
  chainRecords,
  emptyHead,
  extendHead,
  renderCommitMessage,
  renderHead,
} from "./chain-records.ts";
import { checkHistory } from "./check-history.ts";
import { readAuditHistory } from "./read-audit-history.ts";
import { hasPrivateText, openRecord, sealRecord } from "./seal-record.ts";
import type { TextPlace } from "./text-store.ts";

const branch = "forge/audit";
const attempts = 6;

interface Snapshot {
  readonly records: readonly AuditRecord[];
  readonly head: ChainHead;
}

export interface GitAuditOptions {
  readonly url: string;
  readonly login: string;
  /** Where people's texts go; without it into the log. Asked at each use, because forge.yml decides it. */
  readonly findTexts?: () => Promise<TextPlace>;
}

/** Kinds that say what happened and decide nothing: two writers cannot contradict each other with them. */
const observed = new Set<AuditRecord["kind"]>(["bench_event", "head_pushed", "command_refused", "review_uncounted"]);

/**
 * The log as commits on `forge/audit`, pushed with git: no REST call, no force. The first append makes the branch. What
 * was read once is remembered with its commit; later commits must extend it, or nothing is believed any more.
 */
export function createGitAuditStore(mirror: GitMirror, options: GitAuditOptions): AuditStore {
  let last: Snapshot = { records: [], head: emptyHead };

  async function openTexts(records: readonly AuditRecord[]): Promise<AuditRecord[]> {
    const digests = records.flatMap((record) => record.sealed ?? []);
    if (digests.length === 0) return [...records];
    const texts = (await options.findTexts?.()) ?? "log";
    if (typeof texts === "string")
      throw new ForgeError("audit_texts_unavailable", {
        message: "Texts of the log were kept in a private repository, and .github/forge.yml names none now.",
        hint: "Restore `audit.repository`; until then the forge decides nothing.",
      });
    const files = await texts.read(digests);
    return records.map((record) => openRecord(record, files.get(record.sealed ?? "") ?? null));
  }

  async function readSnapshot(): Promise<Snapshot> {
    const commit = (await mirror.readBranch(branch))?.commit ?? null;
    if (commit === last.head.commit) return last;
    if (commit === null) throw new ForgeError("audit_invalid", { message: "The branch forge/audit is gone.", hint });
    const commits = await readAuditHistory(mirror.git, commit, last.head.commit);
    const checked = checkHistory(commits, last.head);
    if (checked.broken)
      throw new ForgeError("audit_invalid", { message: `forge/audit, ${renderBreak(checked.broken)}`, hint });
    if (checked.head.commit !== commit)
      throw new ForgeError("audit_invalid", { message: "forge/audit is older than what was read before.", hint });
    last = { records: [...last.records, ...(await openTexts(checked.records))], head: checked.head };
    return last;
  }

  async function seal(drafts: readonly NewRecord[], at: string): Promise<readonly NewRecord[]> {
    if (!drafts.some(hasPrivateText)) return drafts;
    const texts = (await options.findTexts?.()) ?? "log";
    if (texts === "log") return drafts;
    if (texts === "nowhere") return drafts.map(leaveOutReason);
    const sealed = drafts.map((draft) => sealRecord(draft, randomBytes(32).toString("hex")));
    // First the text: a file that no record names harms nobody, a record without its text stops the forge.
    await texts.write(
      sealed.flatMap(({ file }) => file ?? []),
      at,
    );
    return sealed.map(({ record }) => record);
  }

  async function push(snapshot: Snapshot, drafts: readonly NewRecord[], sealed: readonly NewRecord[], origin: Origin) {
    const chained = chainRecords(snapshot.head, sealed, origin);
    const head = extendHead(snapshot.head, chained);
    const parent = snapshot.head.commit;
    const records = chained.map(({ record }) => record);
    const files = chained.map(({ path, text }) => ({ path, text }));
    const commit = await applyAppendCommit(mirror.git, options.url, {
      branch,
      parent,
      files: [...files, { path: "head.json", text: renderHead(head, parent) }],
      login: options.login,
      at: head.at ?? origin.at,
      message: renderCommitMessage(records),
    });
    const opened = records.map((record, index) => ({ ...record, ...pickTexts(drafts[index]) }));
    // Known without reading it back.
    last = { records: [...snapshot.records, ...opened], head: { ...head, commit } };
    return opened;
  }

  return {
    read: async () => (await readSnapshot()).records,
    async append(drafts, origin) {
      if (drafts.length === 0) return [];
      // A text that does not fit its schema must fail here: sealed, nobody would see it.
      chainRecords(last.head, drafts, origin);
      const sealed = await seal(drafts, origin.at);
      const seen = last.head.sequence;
      for (let attempt = 1; ; attempt += 1) {
        const snapshot = await readSnapshot();
        refuseStale(snapshot.records.slice(seen), drafts);
        try {
          return await push(snapshot, drafts, sealed, origin);
        } catch (error) {
          if (!isLostRace(error) || attempt >= attempts) throw error;
          await mirror.refresh();
        }
      }
    },
  };
}

type Origin = Parameters<AuditStore["append"]>[1];

const hint =
  "The forge decides nothing until it holds. `plugsmith audit verify` names the first break; docs/audit.md says how to go on.";

/** A hold must work while forge.yml is broken; its reason stays in the comment that the record names. */
const leaveOutReason = ({ reason, ...rest }: NewRecord): NewRecord =>
  reason === undefined ? rest : { ...rest, data: { ...rest.data, reasonLeftOut: true } };

const pickTexts = (draft: NewRecord | undefined) => ({
  ...(draft?.accepted !== undefined && { accepted: draft.accepted }),
  ...(draft?.reason !== undefined && { reason: draft.reason }),
});

/** Somebody else decided about the same request since it was read: this decision rests on old facts. */
function refuseStale(fresh: readonly AuditRecord[], drafts: readonly NewRecord[]): void {
  const decided = new Set(fresh.filter(({ kind }) => !observed.has(kind)).map(({ request }) => request));
  const stale = drafts.find((draft) => !observed.has(draft.kind) && decided.has(draft.request));
  if (stale)
    throw new ForgeError("audit_conflict", {
      message: `Another process of this forge just decided about request #${stale.request}.`,
      hint: "The request is looked at again with what was decided; nothing was written.",
    });
}
