import type { Printable } from "../free-text.ts";
import { oneLine } from "./one-line.ts";

/** One line of a plain text file; it cannot start a heading of the readme.txt format. */
export function escapeLine(text: Printable): string {
  return oneLine(text).replace(/^[=#\s]+/, "");
}
