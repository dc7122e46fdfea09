import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { applyCopies } from "./apply-copies.ts";

it("copies files with modes of its own, whatever the umask says", () => {
  const folder = mkdtempSync(join(tmpdir(), "plugsmith-copies-"));
  // Only modes of new files are asked for here; the worker's umask is put back at once.
  const before = process.umask(0o077);
  try {
    writeFileSync(join(folder, "a"), "a");
    applyCopies(folder, join(folder, "to/deep"), [
      { path: "a", executable: false },
      { path: "a", executable: true },
    ]);
    expect(statSync(join(folder, "to/deep/a")).mode & 0o777).toBe(0o755);
    applyCopies(folder, join(folder, "to"), [{ path: "a", executable: false }]);
    expect(statSync(join(folder, "to/a")).mode & 0o777).toBe(0o644);
  } finally {
    process.umask(before);
    rmSync(folder, { recursive: true, force: true });
  }
});
