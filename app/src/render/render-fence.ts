/** Text as a code block of GitHub's Markdown, whatever it holds. `kind`: the word after the fence. */
export function renderFence(text: string, kind = ""): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/gu)].map(([run]) => run.length));
  const marks = "`".repeat(longest + 1);
  return `${marks}${kind}\n${text}${text === "" || text.endsWith("\n") ? "" : "\n"}${marks}`;
}
