/**
 * Strangers' text as inline code of GitHub's Markdown: one line, no mention, link or HTML can come alive in it.
 * Longer text is cut at `limit` characters.
 */
export function renderCode(text: string, limit = 120): string {
  const line = text.replace(/\s+/gu, " ").trim();
  const cut = [...line].length > limit ? `${[...line].slice(0, limit - 1).join("")}…` : line;
  if (cut === "") return "` `";
  const longest = Math.max(0, ...[...cut.matchAll(/`+/gu)].map((run) => run[0].length));
  const marks = "`".repeat(longest + 1);
  const pad = cut.startsWith("`") || cut.endsWith("`") ? " " : "";
  // In a table a pipe ends the cell even inside code; outside one its escape would show.
  return `${marks}${pad}${cut.replaceAll("|", "¦")}${pad}${marks}`;
}
