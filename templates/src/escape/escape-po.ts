import { type Printable, revealText } from "../free-text.ts";

const escapes: Readonly<Record<string, string>> = { "\n": "\\n", "\t": "\\t", "\r": "\\r" };

/** A gettext string in double quotes. */
export function escapePo(text: Printable): string {
  const body = revealText(text)
    .replace(/[\\"]/g, "\\$&")
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, (found) => escapes[found] ?? "\uFFFD");
  return `"${body}"`;
}
