import type { RunStepResult } from "./run-step.ts";

/** Text that may hold anything, as inert Markdown on one line. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\r\n]+/g, " ").replace(/[\\`*_{}[\]()<>#+!|~@&]/g, (sign) => `&#${sign.codePointAt(0)};`);
}

/** The headline of a step for the job summary, then what the step itself wants to show. */
export function renderSummary(result: RunStepResult, body = ""): string {
  const sign = result.status === "success" ? "✅" : "❌";
  const lines = [`### ${sign} forge / ${result.step}`, "", escapeMarkdown(result.message)];
  if (result.hint) lines.push("", `**What to do:** ${escapeMarkdown(result.hint)}`);
  for (const { path, message } of result.issues ?? [])
    lines.push(`- ${escapeMarkdown(path)}: ${escapeMarkdown(message)}`);
  if (body) lines.push("", body);
  return `${lines.join("\n")}\n`;
}
