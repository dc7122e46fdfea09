import { appendFileSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useTemporaryFolders } from "../testing/temporary-folder.ts";
import { createJournalStore } from "./journal-store.ts";
import { listLeftProcesses } from "./list-left-processes.ts";

const at = "2026-01-01T00:00:00.000Z";

describe("createJournalStore", () => {
  const makeFolder = useTemporaryFolders();

  it("keeps records over a kill in the middle of a line", () => {
    const path = join(makeFolder(), "journal.ndjson");
    const first = createJournalStore(path);
    first.append({ at, kind: "one" });
    first.close();
    appendFileSync(path, '{"at":"2026","kind":"torn');
    const second = createJournalStore(path);
    second.append({ at, kind: "two" });
    expect(second.read().map(({ kind }) => kind)).toEqual(["one", "two"]);
    second.close();
  });

  it("moves a large file aside and goes on", () => {
    const path = join(makeFolder(), "journal.ndjson");
    const journal = createJournalStore(path);
    const text = "x".repeat(1 << 20);
    for (let count = 0; count < 6; count += 1) journal.append({ at, kind: `big ${count}`, text });
    journal.close();
    expect(statSync(path).size).toBeLessThan(3 << 20);
    expect(readFileSync(`${path}.1`, "utf8")).toContain("big 0");
  });
});

describe("listLeftProcesses", () => {
  it("names what was started and never seen to end, by its last start", () => {
    const record = (kind: string, pid: number, start: string) => ({ at, kind, pid, start });
    const left = listLeftProcesses([
      record("process_started", 1, "10"),
      record("process_started", 2, "20"),
      record("process_exited", 1, ""),
      record("process_started", 2, "30"),
      { at, kind: "event" },
    ]);
    expect(left).toEqual([{ pid: 2, start: "30" }]);
  });
});
