import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { runPacks } from "./run-packs.ts";

const home = mkdtempSync(join(tmpdir(), "plugsmith-run-packs-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const shipped = join(import.meta.dirname, "../../../../../templates/packs");
const quiet = { start: () => ({ say: () => {}, done: () => {}, failed: () => {} }) };
const options = (packs: string, signal = new AbortController().signal) => ({
  keep: false,
  sandbox: "",
  progress: quiet,
  say: () => {},
  signal,
  packs,
});

describe("runPacks", () => {
  it("fails, and names the pack that cannot be read, without hiding the table", async () => {
    mkdirSync(join(home, "broken/lost"), { recursive: true });
    const outcome = await runPacks(options(join(home, "broken")));
    expect(outcome).toMatchObject({ status: "failed", code: "step_failed", message: "1 of 1 packs failed." });
    expect(outcome.text).toContain("a pack cannot be read: lost");
  });

  it("stops before the next pack when it is interrupted", async () => {
    cpSync(join(shipped, "bench"), join(home, "one/bench"), { recursive: true });
    await expect(runPacks(options(join(home, "one"), AbortSignal.abort()))).rejects.toMatchObject({
      code: "interrupted",
    });
  });
});
