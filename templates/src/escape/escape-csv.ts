import type { Printable } from "../free-text.ts";
import { oneLine } from "./one-line.ts";

/** A CSV field in double quotes, on one line. PHP reads `\"` as a quote inside the field, so no backslash stays before a quote. */
export function escapeCsv(text: Printable): string {
  return `"${oneLine(text)
    .replace(/\\(?="|$)/g, "\\ ")
    .replaceAll('"', '""')}"`;
}
