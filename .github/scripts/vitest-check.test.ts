import { describe, expect, it } from "vitest";
import type { VitestCounts } from "./count-reporter.ts";
import { listTestFiles } from "./list-test-files.ts";
import { judgeVitest } from "./vitest-check.ts";

const counts: VitestCounts = { files: 2, passed: 5, failures: [], skips: [] };

describe("judgeVitest", () => {
  it("passes when every file on disk was seen and every test passed", () => {
    expect(judgeVitest(0, counts, 2, "")).toMatchObject({ passed: 5, failed: 0, saw: "2 files, 5 tests" });
  });

  it("fails when a test file on disk was not seen", () => {
    const result = judgeVitest(0, counts, 3, "");
    expect(result.failed).toBe(1);
    expect(result.details).toContain("3 test files exist, vitest saw 2");
  });

  it("fails when no test ran", () => {
    expect(judgeVitest(0, { files: 0, passed: 0, failures: [], skips: [] }, 0, "").failed).toBe(1);
  });

  it("fails when vitest failed without naming a test", () => {
    expect(judgeVitest(1, counts, 2, "out of memory").details).toContain("out of memory");
  });

  it("counts each failing test and lists skips with their reason", () => {
    const result = judgeVitest(
      1,
      { ...counts, failures: ["a", "b"], skips: [{ title: "t", note: "needs php" }] },
      2,
      "",
    );
    expect(result.failed).toBe(2);
    expect(result.skips).toMatchObject([{ what: "t", why: "needs php" }]);
  });
});

describe("listTestFiles", () => {
  it("finds this file, by folder", () => {
    expect(listTestFiles([".github/scripts/"])).toContain(".github/scripts/vitest-check.test.ts");
    expect(listTestFiles(["schemas/"]).every((file) => file.startsWith("schemas/"))).toBe(true);
  });
});
