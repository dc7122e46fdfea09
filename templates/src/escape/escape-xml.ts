import { type Printable, revealText } from "../free-text.ts";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text for XML, SVG and HTML content or quoted attributes; characters that XML 1.0 forbids become U+FFFD, invisible ones references. */
export function escapeXml(text: Printable): string {
  return revealText(text)
    .replace(/[\p{Cc}\uFFFE\uFFFF]/gu, (found) => (/[\t\n\r]/.test(found) ? " " : "\uFFFD"))
    .replace(/[&<>"']/g, (found) => entities[found] ?? "")
    .replace(/[\p{Cf}\p{Zl}\p{Zp}]/gu, (found) => `&#x${(found.codePointAt(0) ?? 0).toString(16)};`);
}
