import { type Printable, revealText } from "../free-text.ts";

/** The text on one line: control characters and line ends become one space, invisible and direction characters vanish. */
export function oneLine(text: Printable): string {
  return revealText(text)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/[\p{Cf}\uFFFE\uFFFF]/gu, "")
    .trim();
}
