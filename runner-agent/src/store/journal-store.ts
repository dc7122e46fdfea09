import {
  closeSync,
  existsSync,
  fdatasyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";

export type JournalRecord = { readonly at: string; readonly kind: string } & Readonly<Record<string, unknown>>;

export interface JournalStore {
  /** `durable: false`: outlives a kill of the agent, not a loss of power. */
  append(record: JournalRecord, durable?: boolean): void;
  /** Records of the current file, oldest first; a last line torn by a kill is left out. */
  read(): readonly JournalRecord[];
  close(): void;
}

const maxBytes = 4 * 2 ** 20;

/** stateDir/journal.ndjson: each durable record is on disk before the call returns. One older file is kept as `.1`. */
export function createJournalStore(path: string): JournalStore {
  mkdirSync(dirname(path), { recursive: true });
  let file = openSync(path, "a", 0o600);
  let closed = false;
  let size = statSync(path).size;
  // A line torn by a kill must not swallow the next record.
  if (size > 0 && !readFileSync(path).subarray(-1).equals(Buffer.from("\n"))) size += writeSync(file, "\n");
  return {
    append(record, durable = true) {
      // A process may outlive the agent's patience by a moment; its end is of no use any more.
      if (closed) return;
      if (size > maxBytes) {
        closeSync(file);
        renameSync(path, `${path}.1`);
        file = openSync(path, "a", 0o600);
        size = 0;
      }
      size += writeSync(file, `${JSON.stringify(record)}\n`);
      if (durable) fdatasyncSync(file);
    },
    read() {
      const text = existsSync(path) ? readFileSync(path, "utf8") : "";
      return text.split("\n").flatMap((line) => {
        try {
          return line === "" ? [] : [JSON.parse(line) as JournalRecord];
        } catch {
          return [];
        }
      });
    },
    close() {
      closed = true;
      closeSync(file);
    },
  };
}
