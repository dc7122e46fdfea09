import { type Printable, revealText } from "../free-text.ts";

const codePoint = (found: string) => {
  const hex = (found.codePointAt(0) ?? 0).toString(16);
  return hex.length > 4 ? `\\U${hex.padStart(8, "0")}` : `\\u${hex.padStart(4, "0")}`;
};

/** A YAML scalar in double quotes. */
export function escapeYaml(text: Printable): string {
  return JSON.stringify(revealText(text)).replace(/[\p{Cf}\p{Zl}\p{Zp}\u007F-\u009F\uFFFE\uFFFF]/gu, codePoint);
}
