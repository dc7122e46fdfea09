import type { ForgeRequest, Parsed, ParseIssue } from "@plugsmith/schemas";
import { renderCode } from "./render-code.ts";
import { renderText } from "./render-text.ts";

function renderIssue(issue: ParseIssue): string {
  const subject = issue.path === "" ? "The text" : `**${renderCode(issue.path, 80)}**`;
  const meant = issue.suggestion ? ` Did you mean ${renderCode(issue.suggestion)}?` : "";
  const example = issue.example ? ` Example: ${renderCode(issue.example)}.` : "";
  const message = renderText(issue.message.replace(/\.$/u, ""), 400);
  return `- ${subject} ${message}.${meant}${example} <sub>rule ${renderCode(issue.rule, 40)}</sub>`;
}

const secretWarning = [
  "> [!CAUTION]",
  "> The text holds what looks like a password, key or token. **Revoke it now** where it was issued: everybody who can read this page has seen it.",
  "> Then edit the text. GitHub keeps the old text in the edit history (the word “edited” above it), where its author can delete that revision; only the revocation makes it harmless.",
  "",
];

/** What the bot says to a request's text: every problem at once, each with its rule and an example, or that it is fine. */
export function renderRequestReply(result: Parsed<ForgeRequest>): string {
  if (result.ok) return `This forge request is complete: ${renderCode(result.value.name)} for ${result.value.cms}.`;
  const many = result.issues.length;
  return [
    ...(result.issues.some((issue) => issue.rule === "secret") ? secretWarning : []),
    many === 1 ? "One thing needs a correction:" : `${many} things need a correction:`,
    "",
    ...result.issues.map(renderIssue),
    "",
    "Edit the text above; it is checked again at once. Nothing was made yet and nothing is lost.",
  ].join("\n");
}
