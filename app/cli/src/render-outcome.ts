import type { Outcome } from "./outcome.ts";
import type { Paint } from "./terminal.ts";

/** The one `--json` object of a verb, on one line. Facts never hide the four standing fields. */
export function renderJson(outcome: Outcome): string {
  const { status, code, message, hint, facts } = outcome;
  const standing = { schemaVersion: 1, status, code, message, ...(hint ? { hint } : {}) };
  return JSON.stringify({ ...standing, ...facts, ...standing });
}

/** What a person reads at the end: a success as it is; a failure as what happened, why (its code) and what to do. */
export function renderText(outcome: Outcome, paint: Paint): string {
  if (outcome.status === "success") return outcome.text ?? outcome.message;
  if (outcome.code === "interrupted") return paint("yellow", "Stopped.");
  const lines = [`${paint("red", outcome.status === "cancelled" ? "Stopped:" : "Failed:")} ${outcome.message}`];
  if (outcome.text) lines.push(outcome.text);
  lines.push(`  ${paint("dim", "Why:")} ${outcome.code}`);
  if (outcome.hint) lines.push(`  ${paint("dim", "What to do:")} ${outcome.hint}`);
  return lines.join("\n");
}
