import { renderLine } from "./render-line.ts";

/**
 * Strangers' text as inline code of GitHub's Markdown: one line, no mention, link or HTML can come alive in it.
 * Longer text is cut at `limit` characters.
 */
export function renderCode(text: string, limit = 120): string {
  const line = renderLine(text, limit);
  if (line === "") return "` `";
  const longest = Math.max(0, ...[...line.matchAll(/`+/gu)].map((run) => run[0].length));
  const marks = "`".repeat(longest + 1);
  const pad = line.startsWith("`") || line.endsWith("`") ? " " : "";
  // In a table a pipe ends the cell even inside code; outside one its escape would show.
  return `${marks}${pad}${line.replaceAll("|", "¦")}${pad}${marks}`;
}
