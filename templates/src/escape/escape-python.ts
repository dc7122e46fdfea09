import { type Printable, revealText } from "../free-text.ts";

const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFFE\uFFFF]/gu;

function writeCodePoint(found: string): string {
  const point = found.codePointAt(0) ?? 0;
  const digits = point.toString(16);
  return point > 0xffff ? `\\U${digits.padStart(8, "0")}` : `\\u${digits.padStart(4, "0")}`;
}

/**
 * A string literal in double quotes that Python and TOML read alike: no escape but `\\`, `\"`, `\uXXXX`, `\UXXXXXXXX`,
 * the last one where JSON would write two surrogates, which both refuse.
 */
export function escapePython(text: Printable): string {
  return `"${revealText(text).replace(/[\\"]/g, "\\$&").replace(invisible, writeCodePoint)}"`;
}
