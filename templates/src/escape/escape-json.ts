import { type Printable, revealText } from "../free-text.ts";
import { isPrintableAscii } from "./is-printable-ascii.ts";

const units = (found: string) =>
  [...Array(found.length).keys()].map((i) => `\\u${found.charCodeAt(i).toString(16).padStart(4, "0")}`).join("");

/** Writes characters that people cannot see as `\uXXXX`, inside JSON text that is already valid. */
export function showInvisible(json: string): string {
  if (isPrintableAscii(json, { lines: true })) return json;
  return json.replace(/[\p{Cf}\p{Zl}\p{Zp}\u007F-\u009F\uFFFE\uFFFF]/gu, units);
}

/** A JSON string literal, quotes included. */
export function escapeJson(text: Printable): string {
  return showInvisible(JSON.stringify(revealText(text)));
}
