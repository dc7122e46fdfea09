import type { CheckResult, Skip } from "./check.ts";

/** One check on one line: mark, name, seconds, what it saw. */
export function renderLine(name: string, result: CheckResult, seconds: number): string {
  const mark = result.failed > 0 ? "✗" : result.passed > 0 ? "✓" : "–";
  return `${mark} ${name.padEnd(18)} ${seconds.toFixed(1).padStart(6)} s  ${result.saw}`;
}

/** What did not run, why, and how to get it. */
export function renderSkips(skips: readonly Skip[]): string {
  return ["Skipped:", ...skips.map(({ what, why, how }) => `- ${what}\n    why: ${why}\n    how: ${how}`)].join("\n");
}

/** The line that ends every run, plain, for people and machines. */
export function renderClosingLine(passed: number, failed: number, skipped: number): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
