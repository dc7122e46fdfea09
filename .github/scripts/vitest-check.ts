import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Check, CheckResult } from "./check.ts";
import type { VitestCounts } from "./count-reporter.ts";
import { listTestFiles } from "./list-test-files.ts";
import { projectRoot, runProgram } from "./run-program.ts";

/** Result of a vitest run: every test counts, and every test file on disk must have been seen. */
export function judgeVitest(exitCode: number, counts: VitestCounts, filesOnDisk: number, output: string): CheckResult {
  const unseen = filesOnDisk === counts.files ? [] : [`${filesOnDisk} test files exist, vitest saw ${counts.files}.`];
  const silent = exitCode !== 0 && counts.failures.length === 0 ? [`vitest exited ${exitCode}:\n${output}`] : [];
  const empty = counts.passed + counts.failures.length === 0 ? ["No test ran."] : [];
  const failures = [...counts.failures, ...unseen, ...silent, ...empty];
  return {
    passed: counts.passed,
    failed: failures.length,
    skips: counts.skips.map(({ title, note }) => ({
      what: title,
      why: note || "a condition of the test is not met here",
      how: "see the skip condition in the test; system packages are listed at the top",
    })),
    saw: `${counts.files} files, ${counts.passed + counts.failures.length} tests`,
    ...(failures.length > 0 ? { details: failures.map((line) => `  ✗ ${line}`).join("\n") } : {}),
  };
}

/** A vitest run over the test files whose path starts with one of the folders. */
export function vitestCheck(name: string, folders: readonly string[], timeoutMs: number): Check {
  return {
    name,
    async run() {
      const files = listTestFiles(folders);
      const report = join(projectRoot, `.cache/vitest-${name.replaceAll(" ", "-")}.json`);
      mkdirSync(join(projectRoot, ".cache"), { recursive: true });
      rmSync(report, { force: true });
      const argv = ["vitest", "run", "--reporter=./.github/scripts/count-reporter.ts", ...folders] as const;
      const { code, output } = await runProgram([...argv], { timeoutMs, env: { PLUGSMITH_COUNTS: report } });
      const counts: VitestCounts = existsSync(report)
        ? JSON.parse(readFileSync(report, "utf8"))
        : { files: 0, passed: 0, failures: [], skips: [] };
      return judgeVitest(code, counts, files.length, output.trim().slice(-4000));
    },
  };
}
