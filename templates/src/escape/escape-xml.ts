import { type Printable, revealText } from "../free-text.ts";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text for XML, SVG and HTML content or quoted attributes; characters that XML 1.0 forbids become U+FFFD. */
export function escapeXml(text: Printable): string {
  return revealText(text)
    .replace(/[\p{Cc}\uFFFE\uFFFF]/gu, (found) => (/[\t\n\r]/.test(found) ? " " : "\uFFFD"))
    .replace(/[&<>"']/g, (found) => entities[found] ?? "");
}
