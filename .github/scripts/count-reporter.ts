import { writeFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import type { Reporter, SerializedError, TestModule } from "vitest/node";

/** What a vitest run leaves for run-checks: counts, the skipped tests with their notes, and what failed. */
export interface VitestCounts {
  readonly files: number;
  readonly passed: number;
  readonly failures: readonly string[];
  readonly skips: readonly { readonly title: string; readonly note: string }[];
}

/** Vitest reporter that writes VitestCounts to the file named by PLUGSMITH_COUNTS. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const failures = errors.map((error) => `outside any test: ${error.message}`);
    const skips: { title: string; note: string }[] = [];
    let passed = 0;
    for (const module of modules) {
      failures.push(...module.errors().map((error) => `${module.relativeModuleId}: ${error.message}`));
      for (const suite of module.children.allSuites())
        failures.push(
          ...suite.errors().map(({ message }) => `${module.relativeModuleId} > ${suite.fullName}: ${message}`),
        );
      for (const test of module.children.allTests()) {
        const result = test.result();
        const title = `${module.relativeModuleId} > ${test.fullName}`;
        if (result.state === "passed") passed += 1;
        else if (result.state === "failed")
          failures.push(
            [title, ...result.errors.flatMap(({ message, diff }) => [message, diff ?? ""])].join("\n      "),
          );
        else {
          const note = "note" in result ? result.note : undefined;
          skips.push({ title, note: note ?? (module.state() === "failed" ? "its file failed before it" : "") });
        }
      }
    }
    const counts: VitestCounts = {
      files: modules.length,
      passed,
      failures: failures.map(stripVTControlCharacters),
      skips,
    };
    writeFileSync(process.env["PLUGSMITH_COUNTS"] ?? ".cache/vitest-counts.json", JSON.stringify(counts));
  }
}
