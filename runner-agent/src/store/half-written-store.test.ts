import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useTemporaryFolders } from "../testing/temporary-folder.ts";
import { removeHalfWritten } from "./half-written-store.ts";

describe("removeHalfWritten", () => {
  const makeFolder = useTemporaryFolders();

  it("removes what a killed agent had begun to write, for itself and for plugins, and nothing else", () => {
    const stateDir = makeFolder();
    for (const folder of ["outbox", "data/acme-meter/logs", "store/aa/files"])
      mkdirSync(join(stateDir, folder), { recursive: true });
    const kept = [
      "data/acme-meter/notes.tmp",
      "data/acme-meter/logs/a~1.txt",
      "outbox/000000000001.json",
      "state.json",
    ];
    const gone = ["state.json.77.tmp", "outbox/sequence.77.tmp", "data/acme-meter/logs/a.txt.~77-3"];
    const foreign = "store/aa/files/x.1.tmp";
    for (const path of [...kept, ...gone, foreign]) writeFileSync(join(stateDir, path), "");
    removeHalfWritten(stateDir);
    const left = readdirSync(stateDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(stateDir.length + 1));
    expect(left.sort()).toEqual([...kept, foreign].sort());
  });

  it("does nothing in a folder that is new", () => {
    expect(() => removeHalfWritten(join(makeFolder(), "nothing"))).not.toThrow();
  });
});
