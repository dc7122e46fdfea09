import { renderInert } from "@plugsmith/schemas";
import { renderLine } from "./render-line.ts";

/**
 * Text from outside (messages of steps, of bench agents) as running text of GitHub's Markdown, on one line: no mention,
 * reference, link, image, HTML, emphasis, heading, list or command comes alive. Longer text is cut at `limit` characters.
 */
export function renderText(text: string, limit = 300): string {
  return renderInert(renderLine(text, limit));
}
