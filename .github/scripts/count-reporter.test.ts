import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { VitestCounts } from "./count-reporter.ts";
import { projectRoot } from "./run-program.ts";

const test = `
import { afterAll, beforeAll, describe, expect, it } from "vitest";
describe("a group", () => {
  beforeAll(() => { throw new Error("the server did not start"); });
  it("asks the server", () => {});
});
describe("another group", () => {
  afterAll(() => { throw new Error("the server did not stop"); });
  it("holds", () => {});
  it("does not hold", () => expect(1).toBe(2));
});
`;

describe("what vitest's run leaves for the closing lines", () => {
  let folder = "";
  beforeAll(() => {
    // Below the project, where "vitest" is found.
    folder = mkdtempSync(join(projectRoot, ".cache/counts-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("names a test that failed, and a group whose hooks failed", async () => {
    writeFileSync(join(folder, "it.test.mjs"), test);
    writeFileSync(join(folder, "vitest.config.mjs"), "export default {};\n");
    const report = join(folder, "counts.json");
    const reporter = join(import.meta.dirname, "count-reporter.ts");
    const argv = [
      join(projectRoot, "node_modules/vitest/vitest.mjs"),
      "run",
      `--reporter=${reporter}`,
      "--root",
      folder,
    ];
    const env = { ...process.env, PLUGSMITH_COUNTS: report };
    await new Promise((resolve) => execFile(process.execPath, argv, { cwd: folder, env }, resolve));
    const counts: VitestCounts = JSON.parse(readFileSync(report, "utf8"));
    expect(counts).toMatchObject({ files: 1, passed: 1, skips: [{ note: "its file failed before it" }] });
    expect(counts.failures.map((text) => text.split("\n")[0])).toEqual([
      "it.test.mjs > a group: the server did not start",
      "it.test.mjs > another group: the server did not stop",
      "it.test.mjs > another group > does not hold",
    ]);
  });
});
