import {
  type AuditBreak,
  type AuditNotice,
  checkHistory,
  type Git,
  openRecord,
  readAuditHistory,
  textPath,
} from "@plugsmith/app";
import { type AuditRecord, toForgeError } from "@plugsmith/schemas";
import { openAuditSource } from "./open-audit-source.ts";

export interface AuditPlaces {
  readonly where: string;
  /** Clone or owner/name of audit.repository; undefined: private texts stay closed. */
  readonly texts?: string | undefined;
  /** A commit of the branch that somebody noted before: the log must still contain it. */
  readonly since?: string | undefined;
}

export interface Replay {
  readonly where: string;
  readonly tip: string;
  readonly commits: number;
  /** Records up to the first break, with private texts where they could be opened. */
  readonly records: readonly AuditRecord[];
  readonly broken: AuditBreak | null;
  readonly notices: readonly AuditNotice[];
  /** Records whose texts are kept elsewhere and were not looked at. */
  readonly closed: number;
}

/** Opens sealed records in order; stops at the first text that is missing or changed. */
async function openAll(
  records: readonly AuditRecord[],
  readText: (digest: string) => Promise<Uint8Array | null>,
): Promise<{ opened: AuditRecord[]; failed: { sequence: number; message: string } | null }> {
  const opened: AuditRecord[] = [];
  for (const record of records) {
    try {
      opened.push(record.sealed === undefined ? record : openRecord(record, await readText(record.sealed)));
    } catch (error) {
      return { opened, failed: { sequence: record.sequence, message: toForgeError(error).message } };
    }
  }
  return { opened, failed: null };
}

async function openTexts(places: AuditPlaces, replay: Replay, commitOf: (sequence: number) => string): Promise<Replay> {
  if (places.texts === undefined) return replay;
  const source = await openAuditSource(places.texts, "forge/audit-texts");
  try {
    const readText = (digest: string) => readBlob(source.git, `${source.tip}:${textPath(digest)}`);
    const { opened, failed } = await openAll(replay.records, readText);
    if (!failed) return { ...replay, records: opened, closed: 0 };
    const broken: AuditBreak = {
      kind: "text",
      commit: commitOf(failed.sequence),
      sequence: failed.sequence,
      path: null,
      message: failed.message,
    };
    return { ...replay, records: opened, broken, closed: 0 };
  } finally {
    source.close();
  }
}

const readBlob = (git: Git, name: string) => git(["cat-file", "blob", name]).catch(() => null);

/** Replays the whole branch, and opens private texts where their repository is named. */
export async function replayAudit(places: AuditPlaces): Promise<Replay> {
  const source = await openAuditSource(places.where);
  try {
    const commits = await readAuditHistory(source.git, source.tip);
    const checked = checkHistory(commits);
    const { since } = places;
    const contained = since === undefined || commits.some(({ sha }) => sha.startsWith(since));
    const cut: AuditBreak = {
      kind: "history",
      commit: source.tip,
      sequence: checked.head.sequence,
      path: null,
      message: `the branch does not contain commit ${since} any more.`,
    };
    const { records, notices } = checked;
    const replay: Replay = {
      where: source.where,
      tip: source.tip,
      commits: commits.length,
      records,
      broken: checked.broken ?? (contained ? null : cut),
      notices,
      closed: records.filter(({ sealed }) => sealed !== undefined).length,
    };
    const commitOf = (sequence: number) =>
      commits.find(({ changes }) => changes.some(({ path }) => Number(/(\d+)\.json$/.exec(path)?.[1]) === sequence))
        ?.sha ?? source.tip;
    return replay.broken ? replay : await openTexts(places, replay, commitOf);
  } finally {
    source.close();
  }
}
