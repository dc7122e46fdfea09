import { renderInert } from "@plugsmith/schemas";
import type { RunStepResult } from "./run-step.ts";

/** The headline of a step for the job summary, then what the step itself wants to show. */
export function renderSummary(result: RunStepResult, body = ""): string {
  const sign = result.status === "success" ? "✅" : "❌";
  const lines = [`### ${sign} forge / ${result.step}`, "", renderInert(result.message)];
  if (result.hint) lines.push("", `**What to do:** ${renderInert(result.hint)}`);
  for (const { path, message } of result.issues ?? []) lines.push(`- ${renderInert(path)}: ${renderInert(message)}`);
  if (body) lines.push("", body);
  return `${lines.join("\n")}\n`;
}
