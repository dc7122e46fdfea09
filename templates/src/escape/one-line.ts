import { type Printable, revealText } from "../free-text.ts";
import { isPrintableAscii } from "./is-printable-ascii.ts";

/** The text on one line: control characters and line ends become one space, invisible and direction characters vanish. */
export function oneLine(text: Printable): string {
  const revealed = revealText(text);
  if (isPrintableAscii(revealed)) return revealed.trim();
  return revealed
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/[\p{Cf}\uFFFE\uFFFF]/gu, "")
    .trim();
}
