import type { Printable } from "../free-text.ts";
import { oneLine } from "./one-line.ts";

/**
 * Free text as one Markdown code span: GitHub makes no mention, link, reference, image or HTML of what stands in one.
 * Not for table cells, where `|` ends the span. Longer text than `limit` characters is cut with an ellipsis.
 */
export function quoteMarkdown(text: Printable, limit = 500): string {
  const characters = [...oneLine(text)];
  const line = characters.length > limit ? `${characters.slice(0, limit).join("")}…` : characters.join("");
  if (line === "") return "(empty)";
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = line.startsWith("`") || line.endsWith("`") ? " " : "";
  return `${fence}${pad}${line}${pad}${fence}`;
}
