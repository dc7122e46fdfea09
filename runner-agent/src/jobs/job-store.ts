import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import type { JobDraft } from "./job-draft.ts";
import { type JobRow, parseJobRow } from "./job-row.ts";
import { isOver, type JobStanding, type JobState } from "./job-state.ts";

export interface JobFilter {
  readonly plugin?: string;
  readonly state?: JobState;
  readonly limit: number;
}

export interface JobCount {
  readonly plugin: string;
  readonly state: JobState;
  readonly count: number;
}

/** Rows of jobs, without any rule about them. */
export interface JobStore {
  /**
   * All of `work` is kept, or, when it throws, nothing of it; a kill of the process takes nothing back. `durable`: nor does a
   * loss of power (it waits for the disk).
   */
  transact<T>(work: () => T, durable: boolean): T;
  insert(draft: JobDraft, state: JobState, parent: number | null, now: number): number;
  find(id: number): JobRow | undefined;
  findByKey(plugin: string, key: string): JobRow | undefined;
  childrenOf(id: number): JobRow[];
  update(row: JobRow, standing: JobStanding, now: number, result?: string | null): void;
  /** The next jobs of a plugin, in their order; they are not changed. */
  listWaiting(plugin: string, limit: number): JobRow[];
  listDue(now: number): JobRow[];
  listState(state: JobState): JobRow[];
  nextDue(): number | null;
  /** Newest first. */
  list(filter: JobFilter): JobRow[];
  count(): JobCount[];
  paused(): string[];
  pause(plugin: string): void;
  resume(plugin: string): void;
  /** Forgets jobs that are over: a week after they were done, a month after they failed; at most `keep` of each kind stay. */
  prune(now: number, keep: number): number;
  close(): void;
}

const dayMs = 24 * 60 * 60 * 1000;

/** Jobs in an SQLite database. */
export function openJobStore(database: DatabaseSync): JobStore {
  const insert = database.prepare(
    "INSERT INTO job (plugin, name, data, key, priority, max_attempts, first_ms, max_ms, timeout_ms, parent, state, attempts, interruptions, due, created) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?)",
  );
  const find = database.prepare("SELECT * FROM job WHERE id = ?");
  const findByKey = database.prepare("SELECT * FROM job WHERE plugin = ? AND key = ?");
  const children = database.prepare("SELECT * FROM job WHERE parent = ? ORDER BY id");
  const update = database.prepare(
    "UPDATE job SET state = ?, attempts = ?, interruptions = ?, due = ?, code = ?, message = ?, started = ?, finished = ?, result = ? WHERE id = ?",
  );
  const waiting = database.prepare(
    "SELECT * FROM job WHERE state = 'waiting' AND plugin = ? ORDER BY priority DESC, id LIMIT ?",
  );
  const due = database.prepare("SELECT * FROM job WHERE state = 'delayed' AND due <= ? ORDER BY due LIMIT 1000");
  const nextDue = database.prepare("SELECT min(due) AS due FROM job WHERE state = 'delayed'");
  const ofState = database.prepare("SELECT * FROM job WHERE state = ?");
  const count = database.prepare("SELECT plugin, state, count(*) AS count FROM job GROUP BY state, plugin");
  const prune = database.prepare(`
    DELETE FROM job WHERE state IN (SELECT value FROM json_each(?1))
      AND (finished < ?2 OR id <= (SELECT id FROM job WHERE state IN (SELECT value FROM json_each(?1)) ORDER BY id DESC LIMIT 1 OFFSET ?3))
      AND NOT EXISTS (SELECT 1 FROM job AS above WHERE above.id = job.parent AND above.state NOT IN ('done', 'dead', 'cancelled'))`);
  const paused = database.prepare("SELECT plugin FROM paused ORDER BY plugin");
  const pause = database.prepare("INSERT OR IGNORE INTO paused VALUES (?)");
  const resume = database.prepare("DELETE FROM paused WHERE plugin = ?");
  const one = (row: Record<string, unknown> | undefined) => (row ? parseJobRow(row) : undefined);

  let waitsForDisk: boolean | undefined;

  return {
    transact(work, durable) {
      if (durable !== waitsForDisk) database.exec(`PRAGMA synchronous = ${durable ? "FULL" : "NORMAL"}`);
      waitsForDisk = durable;
      database.exec("BEGIN IMMEDIATE");
      try {
        const result = work();
        database.exec("COMMIT");
        return result;
      } catch (error) {
        if (database.isTransaction) database.exec("ROLLBACK");
        throw error;
      }
    },
    insert(draft, state, parent, now) {
      const { plugin, name, data, key, priority, maxAttempts, backoff, timeoutMs, delayMs } = draft;
      const { firstMs, maxMs } = backoff;
      const fixed = [plugin, name, data, key, priority, maxAttempts, firstMs, maxMs, timeoutMs, parent];
      return Number(insert.run(...fixed, state, now + delayMs, now).lastInsertRowid);
    },
    find: (id) => one(find.get(id)),
    findByKey: (plugin, key) => one(findByKey.get(plugin, key)),
    childrenOf: (id) => children.all(id).map(parseJobRow),
    update(row, next, now, result = null) {
      const { code = null, message = null } = next.failure ?? {};
      const started = next.state === "running" && row.state === "waiting" ? now : row.started;
      const finished = isOver(next.state) ? now : null;
      const { state, attempts, interruptions } = next;
      update.run(
        state,
        attempts,
        interruptions,
        Math.round(next.due),
        code,
        message,
        started,
        finished,
        result,
        row.id,
      );
    },
    listWaiting: (plugin, limit) => waiting.all(plugin, limit).map(parseJobRow),
    listDue: (now) => due.all(now).map(parseJobRow),
    listState: (state) => ofState.all(state).map(parseJobRow),
    nextDue() {
      const value = nextDue.get()?.["due"];
      return typeof value === "number" ? value : null;
    },
    list({ plugin, state, limit }) {
      const wanted: [string, SQLInputValue][] = [];
      if (plugin !== undefined) wanted.push(["plugin = ?", plugin]);
      if (state !== undefined) wanted.push(["state = ?", state]);
      const where = wanted.length > 0 ? `WHERE ${wanted.map(([text]) => text).join(" AND ")}` : "";
      const values = wanted.map(([, value]) => value);
      return database
        .prepare(`SELECT * FROM job ${where} ORDER BY id DESC LIMIT ?`)
        .all(...values, limit)
        .map(parseJobRow);
    },
    count: () =>
      count.all().map((row) => ({
        plugin: String(row["plugin"]),
        state: String(row["state"]) as JobState,
        count: Number(row["count"]),
      })),
    paused: () => paused.all().map((row) => String(row["plugin"])),
    pause: (plugin) => void pause.run(plugin),
    resume: (plugin) => void resume.run(plugin),
    prune(now, keep) {
      const gone = (states: readonly JobState[], days: number) =>
        Number(prune.run(JSON.stringify(states), now - days * dayMs, keep).changes);
      return gone(["done", "cancelled"], 7) + gone(["dead"], 30);
    },
    close: () => database.close(),
  };
}
