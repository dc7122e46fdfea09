import type { Allowance, Analysis } from "./analysis-facts.ts";
import type { Finding, Severity } from "./finding.ts";

/** What the child that read the files answers. */
export interface AnalysisAnswer {
  readonly files: number;
  readonly lines: number;
  readonly findings: readonly Finding[];
}

/** A result stays readable; the counts are of all. */
const mostShown = 200;
const weights: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

/** The findings as they count: heaviest first, those that the forge allows apart with their reason. */
export function decideAnalysis(answer: AnalysisAnswer, plugin: string, allowances: readonly Allowance[]): Analysis {
  const find = (rule: string) =>
    allowances.find((each) => each.rule === rule && (each.plugins === undefined || each.plugins.includes(plugin)));
  const judged = answer.findings.map((finding) => {
    const allowed = find(finding.rule)?.reason;
    return allowed === undefined ? { ...finding } : { ...finding, allowed };
  });
  const count = (severity: Severity) =>
    judged.filter((each) => each.severity === severity && !("allowed" in each)).length;
  const sorted = judged.toSorted(
    (a, b) =>
      Number("allowed" in a) - Number("allowed" in b) ||
      weights[a.severity] - weights[b.severity] ||
      (a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line),
  );
  return {
    files: answer.files,
    lines: answer.lines,
    errors: count("error"),
    warnings: count("warning"),
    notes: count("note"),
    allowed: judged.filter((each) => "allowed" in each).length,
    findings: sorted.slice(0, mostShown),
  };
}
