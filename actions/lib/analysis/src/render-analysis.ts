import { renderInert } from "@plugsmith/schemas";
import type { Analysis } from "./analysis-facts.ts";

const most = 50;
const signs = { error: "❌", warning: "⚠️", note: "·" } as const;
const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? "" : "s"}`;

/** One line for a status comment or terminal; empty when there is nothing to say. */
export function describeAnalysis({ errors, warnings, notes, allowed }: Analysis): string {
  const parts = [
    ...(errors > 0 ? [plural(errors, "error")] : []),
    ...(warnings > 0 ? [plural(warnings, "warning")] : []),
    ...(notes > 0 && errors + warnings > 0 ? [plural(notes, "note")] : []),
    ...(allowed > 0 ? [`${allowed} allowed by the forge`] : []),
  ];
  return parts.length === 0 ? "" : `static analysis: ${parts.join(", ")}`;
}

/** Markdown for a job summary: what was read, and a table of findings. */
export function renderAnalysis(analysis: Analysis): string {
  const { files, lines, findings } = analysis;
  const read = `Static analysis read ${plural(files, "code file")} with ${plural(lines, "line")}`;
  if (findings.length === 0) return `${read} and found nothing.`;
  const total = analysis.errors + analysis.warnings + analysis.notes + analysis.allowed;
  const rows = findings.slice(0, most).map(({ rule, severity, path, line, message, allowed }) => {
    const place = `${renderInert(path)}${line > 0 ? `:${line}` : ""}`;
    const why = allowed === undefined ? "" : ` Allowed by the forge: ${renderInert(allowed)}`;
    return `| ${allowed === undefined ? signs[severity] : "➖"} ${severity} | ${renderInert(rule)} | ${place} | ${renderInert(message)}${why} |`;
  });
  return [
    `${read}: ${plural(analysis.errors, "error")}, ${plural(analysis.warnings, "warning")}, ${plural(analysis.notes, "note")}${analysis.allowed > 0 ? `, ${analysis.allowed} allowed` : ""}.`,
    "",
    "| | Rule | Where | What |",
    "|---|---|---|---|",
    ...rows,
    ...(total > rows.length ? ["", `${total - rows.length} more are in the step's result.`] : []),
  ].join("\n");
}
