import { type Printable, revealText } from "../free-text.ts";

const escapes: Readonly<Record<string, string>> = { "\n": "\\n", "\t": "\\t", "\r": "\\r" };

/** Characters that turn the reading direction or hide; gettext has no escape for them. */
const directions = /[\u202A-\u202E\u2066-\u2069\u200B\uFEFF]/g;

/** A gettext string in double quotes, without characters that make a file read otherwise than it is. */
export function escapePo(text: Printable): string {
  const body = revealText(text)
    .replace(directions, "")
    .replace(/[\\"]/g, "\\$&")
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, (found) => escapes[found] ?? "\uFFFD");
  return `"${body}"`;
}
