import { type Printable, revealText } from "../free-text.ts";

/** A CSS string in double quotes; everything but letters, digits and spaces is written as a hex escape. */
export function escapeCss(text: Printable): string {
  const body = revealText(text)
    .replaceAll("\0", "\uFFFD")
    .replace(/[^\p{L}\p{N} ]/gu, (found) => `\\${(found.codePointAt(0) ?? 0).toString(16)} `);
  return `"${body}"`;
}
