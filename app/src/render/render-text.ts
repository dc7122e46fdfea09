const escapes: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  "@": "&#64;",
  "#": "&#35;",
  "|": "&#124;",
};

/**
 * Text from outside (messages of steps, of bench agents) as running text of GitHub's Markdown, on one line: no mention,
 * reference, link, image, HTML or emphasis comes alive. Longer text is cut at `limit` characters.
 */
export function renderText(text: string, limit = 300): string {
  const line = text.replace(/\s+/gu, " ").trim();
  const cut = [...line].length > limit ? `${[...line].slice(0, limit - 1).join("")}…` : line;
  return cut
    .replace(/[&<>@#|]/gu, (character) => escapes[character] ?? character)
    .replace(/[\\`*_~[\]]/gu, (character) => `\\${character}`)
    .replace(/:\/\//gu, ":&#47;&#47;")
    .replace(/\bwww\./giu, "www&#46;");
}
