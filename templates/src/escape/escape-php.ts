import { type Printable, revealText } from "../free-text.ts";

const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFFE\uFFFF]/gu;

/** A PHP string literal: single quotes, or double quotes with `\u{…}` when the text holds characters nobody can see. */
export function escapePhp(text: Printable): string {
  const value = revealText(text);
  if (value.search(invisible) < 0) return `'${value.replace(/[\\']/g, "\\$&")}'`;
  const body = value
    .replace(/[\\"$]/g, "\\$&")
    .replace(invisible, (found) => `\\u{${(found.codePointAt(0) ?? 0).toString(16)}}`);
  return `"${body}"`;
}
