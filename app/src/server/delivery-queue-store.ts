import { mkdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { ForgeError } from "@plugsmith/schemas";
import { asRecord } from "../github/decode-value.ts";
import { type DeliveryStore, maxAttempts } from "./delivery-queue.ts";

const maxWaiting = 5000;
/** GitHub redelivers for three days; what is older cannot come back by itself. */
const rememberMs = 7 * 24 * 60 * 60 * 1000;
const maxRemembered = 50_000;
const pruneEvery = 1000;
const version = 1;

const schema = `
  CREATE TABLE IF NOT EXISTS delivery (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    repository INTEGER NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    due INTEGER NOT NULL,
    at INTEGER NOT NULL,
    body BLOB
  ) STRICT;
  CREATE INDEX IF NOT EXISTS waiting ON delivery (repository, seq) WHERE state = 'waiting';
  CREATE INDEX IF NOT EXISTS due ON delivery (due) WHERE state = 'waiting';
  PRAGMA user_version = ${version};
`;

function openDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  try {
    // One process for each file: a second replica needs its own, and two never work on one delivery.
    database.exec(
      "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 10000;",
    );
    const found = asRecord(database.prepare("PRAGMA user_version").get())["user_version"];
    if (found !== 0 && found !== version) database.exec("DROP TABLE IF EXISTS delivery");
    database.exec(schema);
    // An earlier process ended in the middle of these; perhaps because of them.
    database.exec(
      `UPDATE delivery SET state = iif(attempts < ${maxAttempts}, 'waiting', 'left') WHERE state = 'running'`,
    );
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

const [busy, corrupt, noDatabase] = [5, 11, 26];
const sqliteCode = (error: unknown) => Number(asRecord(error)["errcode"] ?? 0) & 0xff;

/** The file as a database; a broken one is made anew, one in use by another process is left to it. */
function openFile(file: string, warn: (message: string) => void): DatabaseSync {
  if (file === ":memory:") return openDatabase(file);
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    return openDatabase(file);
  } catch (error) {
    const code = sqliteCode(error);
    if (code === busy) {
      warn("another process uses QUEUE_FILE; this one keeps its deliveries in memory");
      return openDatabase(":memory:");
    }
    if (code === corrupt || code === noDatabase) {
      warn("QUEUE_FILE was broken and is made anew; the sweep finds what it held");
      for (const suffix of ["", "-wal", "-shm"]) rmSync(`${file}${suffix}`, { force: true });
      return openDatabase(file);
    }
    throw new ForgeError("server_config_invalid", {
      message: `The queue file cannot be opened: ${error instanceof Error ? error.message : "unknown reason"}.`,
      hint: "Set QUEUE_FILE to a path that the bot may write.",
      cause: error,
    });
  }
}

/**
 * Deliveries in an SQLite file (write-ahead log): what was answered with 202 survives a kill of the process. The body is
 * kept only while the delivery waits; id and digest are kept for a week, against repetitions.
 */
export function openDeliveryStore(file: string, warn: (message: string) => void): DeliveryStore {
  const database = openFile(file, warn);
  const find = database.prepare("SELECT id, state, attempts, repository FROM delivery WHERE id = ? OR digest = ?");
  const insert = database.prepare(
    "INSERT INTO delivery (id, digest, name, repository, state, attempts, due, at, body) VALUES (?, ?, ?, ?, 'waiting', 0, ?, ?, ?) ON CONFLICT DO NOTHING",
  );
  const again = database.prepare("UPDATE delivery SET state = 'waiting', attempts = 0, due = ?, body = ? WHERE id = ?");
  const next = database.prepare(
    "SELECT id, name, attempts, body FROM delivery INDEXED BY waiting WHERE state = 'waiting' AND repository = ? AND due <= ? ORDER BY seq LIMIT 1",
  );
  const begin = database.prepare("UPDATE delivery SET state = 'running', attempts = attempts + 1 WHERE id = ?");
  const finish = database.prepare("UPDATE delivery SET state = 'done', body = NULL WHERE id = ?");
  const postpone = database.prepare(
    "UPDATE delivery SET state = 'waiting', due = ?, attempts = attempts - ? WHERE id = ?",
  );
  const leave = database.prepare("UPDATE delivery SET state = 'left', body = NULL WHERE id = ?");
  const soonest = database.prepare("SELECT min(due) AS due FROM delivery WHERE state = 'waiting'");
  const count = database.prepare("SELECT count(*) AS size FROM delivery WHERE state IN ('waiting', 'running')");
  const prune = database.prepare(
    "DELETE FROM delivery WHERE state IN ('done', 'left') AND (at < ? OR seq <= (SELECT max(seq) FROM delivery) - ?)",
  );
  const repositoryOf = database.prepare("SELECT repository FROM delivery WHERE id = ?");
  const groups = database.prepare(
    "SELECT repository, count(*) AS size FROM delivery WHERE state = 'waiting' GROUP BY repository",
  );
  /** How many wait, by repository; whoever was served last stands last. */
  const waiting = new Map(
    groups.all().map((row): [number, number] => [Number(asRecord(row)["repository"]), Number(asRecord(row)["size"])]),
  );
  function change(repository: number, by: number): void {
    const left = (waiting.get(repository) ?? 0) + by;
    if (by < 0) waiting.delete(repository);
    if (left > 0) waiting.set(repository, left);
  }
  let size = Number(asRecord(count.get())["size"]);
  let added = 0;

  return {
    add(delivery, now) {
      const { id, bodyDigest, name, repository, body } = delivery;
      if (size < maxWaiting) {
        if (added++ % pruneEvery === 0) prune.run(now - rememberMs, maxRemembered);
        if (insert.run(id, bodyDigest, name, repository, now, now, body).changes > 0) {
          size += 1;
          change(repository, 1);
          return "queued";
        }
      }
      const rows = find.all(id, bodyDigest).map(asRecord);
      const [known] = rows;
      if (!known) return "full";
      // Given up, or failed and waiting for its next try: whoever sends it again wants it now.
      const failed = known["state"] === "left" || (known["state"] === "waiting" && Number(known["attempts"]) > 0);
      if (!failed || rows.length > 1) return "duplicate";
      if (known["state"] === "left") {
        size += 1;
        change(Number(known["repository"]), 1);
      }
      again.run(now, body, String(known["id"]));
      return "queued";
    },
    take(now, busyRepositories) {
      for (const repository of waiting.keys()) {
        const row = busyRepositories.includes(repository) ? undefined : next.get(repository, now);
        if (!row) continue;
        const { id, name, attempts, body } = asRecord(row);
        begin.run(String(id));
        change(repository, -1);
        return {
          id: String(id),
          name: String(name),
          repository,
          attempt: Number(attempts) + 1,
          payload: asRecord(JSON.parse(new TextDecoder().decode(body as Uint8Array))),
        };
      }
      return null;
    },
    finish(id) {
      finish.run(id);
      size -= 1;
    },
    postpone(id, due, counted) {
      postpone.run(Math.round(due), counted ? 0 : 1, id);
      change(Number(asRecord(repositoryOf.get(id))["repository"]), 1);
    },
    leave(id) {
      leave.run(id);
      size -= 1;
    },
    nextDue() {
      const { due } = asRecord(soonest.get());
      return typeof due === "number" ? due : null;
    },
    get size() {
      return size;
    },
    close: () => database.close(),
  };
}
