import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { writeAtomically } from "./atomic-file-store.ts";

const folder = mkdtempSync(join(tmpdir(), "plugsmith-atomic-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("writeAtomically", () => {
  it("replaces the whole file, for its owner only, and leaves no temporary one", () => {
    const path = join(folder, "deep", "state.json");
    writeAtomically(path, "a much longer first content");
    writeAtomically(path, "short");
    expect(readFileSync(path, "utf8")).toBe("short");
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, "deep"))).toEqual(["state.json"]);
  });

  it("keeps the old content when the new one cannot be put in its place", () => {
    writeAtomically(join(folder, "taken", "inside"), "x");
    expect(() => writeAtomically(join(folder, "taken"), "y")).toThrow(/EISDIR|ENOTEMPTY|EEXIST/);
    expect(readFileSync(join(folder, "taken", "inside"), "utf8")).toBe("x");
  });
});
