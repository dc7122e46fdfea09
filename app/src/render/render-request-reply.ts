import type { ForgeRequest, Parsed, ParseIssue } from "@plugsmith/schemas";
import { renderCode } from "./render-code.ts";

function renderIssue(issue: ParseIssue): string {
  const subject = issue.path === "" ? "The text" : `**${renderCode(issue.path, 80)}**`;
  const meant = issue.suggestion ? ` Did you mean ${renderCode(issue.suggestion)}?` : "";
  const example = issue.example ? ` Example: ${renderCode(issue.example)}.` : "";
  // Messages are ours, but may quote keys of the text (YAML errors).
  const message = issue.message.replace(/[<>@]/gu, "").replace(/\s+/gu, " ").slice(0, 400).replace(/\.$/u, "");
  return `- ${subject} ${message}.${meant}${example} <sub>rule ${renderCode(issue.rule, 40)}</sub>`;
}

/** What the bot says to a request's text: every problem at once, each with its rule and an example, or that it is fine. */
export function renderRequestReply(result: Parsed<ForgeRequest>): string {
  if (result.ok) return `This forge request is complete: ${renderCode(result.value.name)} for ${result.value.cms}.`;
  const many = result.issues.length;
  return [
    many === 1 ? "One thing needs a correction:" : `${many} things need a correction:`,
    "",
    ...result.issues.map(renderIssue),
    "",
    "Edit the text above; it is checked again at once. Nothing was made yet and nothing is lost.",
  ].join("\n");
}
