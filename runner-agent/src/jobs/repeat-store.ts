import type { DatabaseSync } from "node:sqlite";
import type { JobDraft, RepeatDraft } from "./job-draft.ts";

/** A job that comes again. Times are ms since 1970. */
export interface RepeatRow extends RepeatDraft {
  readonly id: number;
  readonly next: number;
  /** The job of the last occurrence. */
  readonly last: number | null;
  readonly created: number;
}

export interface RepeatStore {
  insert(draft: RepeatDraft, next: number, now: number): number;
  find(id: number): RepeatRow | undefined;
  findByKey(plugin: string, key: string): RepeatRow | undefined;
  listDue(now: number): RepeatRow[];
  nextDue(): number | null;
  list(): RepeatRow[];
  update(id: number, next: number, last: number | null): void;
  remove(id: number): boolean;
}

function parseRepeatRow(row: Readonly<Record<string, unknown>>): RepeatRow {
  const { id, cron, timezone, job, next, last, created } = row;
  return {
    id: Number(id),
    cron: String(cron),
    timezone: timezone === null ? null : String(timezone),
    job: JSON.parse(String(job)) as JobDraft,
    next: Number(next),
    last: last === null ? null : Number(last),
    created: Number(created),
  };
}

/** Repeating jobs, in the same database as the jobs they make. */
export function openRepeatStore(database: DatabaseSync): RepeatStore {
  const insert = database.prepare(
    "INSERT INTO repeat (plugin, cron, timezone, job, key, next, created) VALUES (?, ?, ?, ?, ?, ?, ?)",
  );
  const find = database.prepare("SELECT * FROM repeat WHERE id = ?");
  const findByKey = database.prepare("SELECT * FROM repeat WHERE plugin = ? AND key = ?");
  const due = database.prepare("SELECT * FROM repeat WHERE next <= ? ORDER BY next");
  const nextDue = database.prepare("SELECT min(next) AS next FROM repeat");
  const list = database.prepare("SELECT * FROM repeat ORDER BY id");
  const update = database.prepare("UPDATE repeat SET next = ?, last = ? WHERE id = ?");
  const remove = database.prepare("DELETE FROM repeat WHERE id = ?");
  const one = (row: Record<string, unknown> | undefined) => (row ? parseRepeatRow(row) : undefined);
  return {
    insert({ cron, timezone, job }, next, now) {
      const text = JSON.stringify(job);
      return Number(insert.run(job.plugin, cron, timezone, text, job.key, next, now).lastInsertRowid);
    },
    find: (id) => one(find.get(id)),
    findByKey: (plugin, key) => one(findByKey.get(plugin, key)),
    listDue: (now) => due.all(now).map(parseRepeatRow),
    nextDue() {
      const value = nextDue.get()?.["next"];
      return typeof value === "number" ? value : null;
    },
    list: () => list.all().map(parseRepeatRow),
    update: (id, next, last) => void update.run(next, last, id),
    remove: (id) => remove.run(id).changes > 0,
  };
}
