import { mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { ForgeError } from "@plugsmith/schemas";

const version = 1;

const schema = `
  CREATE TABLE IF NOT EXISTS job (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    plugin TEXT NOT NULL,
    name TEXT NOT NULL,
    data TEXT NOT NULL,
    key TEXT,
    priority INTEGER NOT NULL,
    max_attempts INTEGER NOT NULL,
    first_ms INTEGER NOT NULL,
    max_ms INTEGER NOT NULL,
    timeout_ms INTEGER NOT NULL,
    parent INTEGER,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    interruptions INTEGER NOT NULL,
    due INTEGER NOT NULL,
    created INTEGER NOT NULL,
    started INTEGER,
    finished INTEGER,
    code TEXT,
    message TEXT,
    result TEXT
  ) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS job_key ON job (plugin, key) WHERE key IS NOT NULL;
  CREATE INDEX IF NOT EXISTS job_order ON job (state, plugin, priority DESC, id);
  CREATE INDEX IF NOT EXISTS job_due ON job (due) WHERE state = 'delayed';
  CREATE INDEX IF NOT EXISTS job_parent ON job (parent) WHERE parent IS NOT NULL;
  CREATE TABLE IF NOT EXISTS repeat (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    plugin TEXT NOT NULL,
    cron TEXT NOT NULL,
    timezone TEXT,
    job TEXT NOT NULL,
    key TEXT,
    next INTEGER NOT NULL,
    last INTEGER,
    created INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS repeat_key ON repeat (plugin, key) WHERE key IS NOT NULL;
  CREATE TABLE IF NOT EXISTS paused (plugin TEXT PRIMARY KEY) STRICT;
  PRAGMA user_version = ${version};
`;

function openDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  try {
    // The agent's lock keeps other processes away.
    database.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL;");
    const found = Number(database.prepare("PRAGMA user_version").get()?.["user_version"]);
    if (found > version)
      throw new ForgeError("bench_config_invalid", {
        message: `${file} was written by a newer agent (form ${found}, known ${version}).`,
        hint: "Start the newer agent, or name another stateDir.",
      });
    database.exec(schema);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

const [corrupt, noDatabase] = [11, 26];

/**
 * Opens the file of the job queue; a broken one is put aside as `<file>.broken`, never deleted unread.
 * @throws ForgeError `bench_config_invalid` when it can not be opened or is of a newer agent.
 */
export function openJobDatabase(file: string, log: (message: string) => void): DatabaseSync {
  if (file !== ":memory:") mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  try {
    return openDatabase(file);
  } catch (error) {
    if (error instanceof ForgeError) throw error;
    const code = Number((error as { errcode?: unknown }).errcode ?? 0) & 0xff;
    if (code !== corrupt && code !== noDatabase)
      throw new ForgeError("bench_config_invalid", {
        message: `The job queue ${file} cannot be opened: ${(error as Error).message}.`,
        hint: "Look at the rights and the free space of stateDir.",
        cause: error,
      });
    log(`${file} was broken and is now ${file}.broken; the job queue starts empty`);
    renameSync(file, `${file}.broken`);
    for (const suffix of ["-wal", "-shm"]) rmSync(`${file}${suffix}`, { force: true });
    return openDatabase(file);
  }
}
